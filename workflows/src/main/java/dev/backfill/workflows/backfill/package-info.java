/** One run: from the plan to the verdict, over all partitions. */
@NullMarked
package dev.backfill.workflows.backfill;

import org.jspecify.annotations.NullMarked;
