/** The rows of partitions, as workers plan and conclude them. */
@NullMarked
package dev.backfill.store.partition;

import org.jspecify.annotations.NullMarked;
