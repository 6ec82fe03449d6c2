/** Workspaces of any size, made from a seed. */
@NullMarked
package dev.backfill.simulator.notion.generated;

import org.jspecify.annotations.NullMarked;
