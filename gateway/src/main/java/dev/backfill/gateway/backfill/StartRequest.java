package dev.backfill.gateway.backfill;

import dev.backfill.store.run.RunScope;
import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.source.SourceDefinition;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A backfill as it was asked for, with defaults filled in.
 *
 * @param parameters the source's own parameters, as a JSON object
 * @param parallelism how many partitions are pulled side by side, 1 to 64
 * @param requestsPerSecond the source's request budget, or null to leave it as it is
 * @param planId the plan that fixes all of this, if one was named
 * @param mode what is pulled of partitions that were proved to be complete before
 * @param part what of an earlier run it covers, or null for a run of its own
 */
public record StartRequest(
        SourceDefinition source,
        Period period,
        Map<String, Object> parameters,
        int parallelism,
        @Nullable Double requestsPerSecond,
        @Nullable String planId,
        RunMode mode,
        @Nullable Part part) {
    /**
     * A part of an earlier run.
     *
     * @param name what was asked for, in words that are the same when it is asked for again
     * @param scope what that comes to now
     */
    record Part(String name, RunScope scope) {}

    /** A run of its own, of a plan if one is named. */
    public StartRequest(
            SourceDefinition source,
            Period period,
            Map<String, Object> parameters,
            int parallelism,
            @Nullable Double requestsPerSecond,
            @Nullable String planId,
            RunMode mode) {
        this(source, period, parameters, parallelism, requestsPerSecond, planId, mode, null);
    }

    /** A start in full without a plan. */
    public StartRequest(
            SourceDefinition source, Period period, Map<String, Object> parameters, int parallelism, @Nullable Double requestsPerSecond) {
        this(source, period, parameters, parallelism, requestsPerSecond, null, RunMode.FULL, null);
    }

    RunScope scope() {
        return part == null ? RunScope.WHOLE : part.scope();
    }
}
