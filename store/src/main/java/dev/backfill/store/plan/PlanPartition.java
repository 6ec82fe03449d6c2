package dev.backfill.store.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A partition of a plan.
 *
 * @param partitionId the source's own, stable id
 * @param records how many are expected, or null if nobody can say
 * @param leftOutBecause why it is not pulled, or null if it is
 * @param windows windows of records
 * @param requests what pulling and proving it takes
 * @param changedSince only what was changed since this instant is fetched, which is in none of the numbers; null for everything
 */
public record PlanPartition(
        String partitionId,
        String key,
        String name,
        @Nullable Long records,
        @Nullable String leftOutBecause,
        long windows,
        long requests,
        @Nullable Instant changedSince) {
    /** A partition that is pulled in full. */
    public PlanPartition(
            String partitionId,
            String key,
            String name,
            @Nullable Long records,
            @Nullable String leftOutBecause,
            long windows,
            long requests) {
        this(partitionId, key, name, records, leftOutBecause, windows, requests, null);
    }
}
