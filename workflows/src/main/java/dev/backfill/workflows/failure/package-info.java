/** What can go wrong, and whether trying again helps. */
@NullMarked
package dev.backfill.workflows.failure;

import org.jspecify.annotations.NullMarked;
