package dev.backfill.store.plan;

import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.source.DateRange;
import org.jspecify.annotations.Nullable;

/**
 * A plan that is asked for.
 *
 * @param parameters the source's own parameters, as a JSON object
 * @param parallelism how many partitions are to be pulled side by side
 * @param requestsPerSecond the request budget to be set, or null to leave it as it is
 */
public record NewPlan(
        String id,
        String source,
        DateRange range,
        String parameters,
        int parallelism,
        @Nullable Double requestsPerSecond,
        @Nullable String requestId,
        @Nullable String requestedBy,
        RunMode mode) {
    /** A plan of a run in full. */
    public NewPlan(
            String id,
            String source,
            DateRange range,
            String parameters,
            int parallelism,
            @Nullable Double requestsPerSecond,
            @Nullable String requestId,
            @Nullable String requestedBy) {
        this(id, source, range, parameters, parallelism, requestsPerSecond, requestId, requestedBy, RunMode.FULL);
    }
}
