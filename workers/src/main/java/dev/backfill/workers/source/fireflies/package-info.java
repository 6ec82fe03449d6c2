/** Fireflies: months of transcripts, few requests, errors inside good answers. */
@NullMarked
package dev.backfill.workers.source.fireflies;

import org.jspecify.annotations.NullMarked;
