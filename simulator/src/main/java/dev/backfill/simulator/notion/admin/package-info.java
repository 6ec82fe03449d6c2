/** The back door: mutations, faults, counts and the manifest of what is there. */
@NullMarked
package dev.backfill.simulator.notion.admin;

import org.jspecify.annotations.NullMarked;
