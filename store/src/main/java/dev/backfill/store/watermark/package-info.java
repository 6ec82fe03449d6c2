/** Since when and until when partitions are proved to be complete. */
@NullMarked
package dev.backfill.store.watermark;

import org.jspecify.annotations.NullMarked;
