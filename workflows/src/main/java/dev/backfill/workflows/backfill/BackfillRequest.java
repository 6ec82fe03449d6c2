package dev.backfill.workflows.backfill;

import dev.backfill.workflows.source.DateRange;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run starts from; also what it carries over when it continues as new.
 *
 * @param runId the run's id, which is the workflow's as well
 * @param source the source, such as {@code jira}
 * @param range the period, fixed at the edge
 * @param parameters the source's own parameters, opaque to the workflow
 * @param parallelism how many partitions are pulled side by side, 1 to 64
 * @param windowsAtOnce how many windows of a partition are pulled side by side, at least 1
 * @param requestsPerSecond the source's request budget, or null to leave it as it is
 * @param continuation where the run stands, or null at its start
 */
public record BackfillRequest(
        String runId,
        String source,
        DateRange range,
        Map<String, Object> parameters,
        int parallelism,
        int windowsAtOnce,
        @Nullable Double requestsPerSecond,
        @Nullable Continuation continuation) {
    /** How many windows of a partition a start has pulled side by side. */
    public static final int WINDOWS_AT_ONCE = 4;

    /**
     * @param total partitions in the plan
     * @param done partitions that have ended
     * @param lastOrdinal the last partition that was listed and started
     * @param storedRecords records of the partitions that have ended
     * @param paused whether the run waits for {@code resume}
     */
    public record Continuation(int total, int done, int lastOrdinal, long storedRecords, boolean paused) {}

    BackfillRequest continued(int currentParallelism, Continuation continuation) {
        return new BackfillRequest(runId, source, range, parameters, currentParallelism, windowsAtOnce, null, continuation);
    }
}
