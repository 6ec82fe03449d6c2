/** The rows of runs and their partitions. */
@NullMarked
package dev.backfill.store.run;

import org.jspecify.annotations.NullMarked;
