package dev.backfill.store.watermark;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is proved of a partition: of the range that begins at {@code completeFrom}, everything that was changed before
 * {@code completeUntil} is stored.
 *
 * @param completeFrom null if that was not kept
 * @param mostRecords this holds only for the newest records, so many over all partitions; null for no bound
 */
public record Watermark(@Nullable Instant completeFrom, Instant completeUntil, @Nullable Integer mostRecords) {}
