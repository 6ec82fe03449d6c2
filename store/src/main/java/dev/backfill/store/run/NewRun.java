package dev.backfill.store.run;

import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.source.DateRange;
import org.jspecify.annotations.Nullable;

/**
 * A run that is asked for.
 *
 * @param parameters the source's own parameters, as a JSON object
 * @param planId the plan that it is started from, if it is
 * @param parallelism how many partitions are to be pulled side by side, if that is known
 * @param scope what of it is pulled
 * @param mode what is pulled of partitions that were proved to be complete before
 */
public record NewRun(
        String id,
        String source,
        DateRange range,
        String parameters,
        @Nullable String requestId,
        @Nullable String requestedBy,
        @Nullable String planId,
        @Nullable Integer parallelism,
        RunScope scope,
        RunMode mode) {

    /** A run in full. */
    public NewRun(
            String id,
            String source,
            DateRange range,
            String parameters,
            @Nullable String requestId,
            @Nullable String requestedBy,
            @Nullable String planId,
            @Nullable Integer parallelism,
            RunScope scope) {
        this(id, source, range, parameters, requestId, requestedBy, planId, parallelism, scope, RunMode.FULL);
    }

    /** A run in full without a plan, of everything that the parameters allow. */
    public NewRun(
            String id, String source, DateRange range, String parameters, @Nullable String requestId, @Nullable String requestedBy) {
        this(id, source, range, parameters, requestId, requestedBy, null, null, RunScope.WHOLE);
    }
}
