package dev.backfill.store.source;

import dev.backfill.store.run.Run;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a source stands.
 *
 * @param lastRun the run that was asked for last
 * @param lastSuccess when a run was last proved to have stored everything
 * @param watermark the oldest instant until which a partition is complete: everything that was changed before it is stored
 * @param completeFrom from when on that holds for every partition; null if it is not known of one
 * @param lagSeconds how far the watermark is behind now, at least 0, by the database's clock
 * @param requestsPerSecond the budget that a run has set; null while the workers' own setting holds
 * @param blockedUntil until when no request is sent, if that is still to come
 * @param blockedReason why
 */
public record SourceStatus(
        @Nullable Run lastRun,
        @Nullable Instant lastSuccess,
        @Nullable Instant watermark,
        @Nullable Instant completeFrom,
        @Nullable Long lagSeconds,
        @Nullable Double requestsPerSecond,
        @Nullable Instant blockedUntil,
        @Nullable String blockedReason) {}
