package dev.backfill.store.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run covers.
 *
 * @param retryOf the run whose failures it retries, if it does
 * @param refetchOf the run of which it fetches something again, if it does
 * @param selective whether only what is selected is pulled, even if that is nothing; else everything that the parameters allow
 * @param selected partitions and records; empty unless selective
 */
public record RunScope(@Nullable String retryOf, @Nullable String refetchOf, boolean selective, List<Selected> selected) {
    /** Everything that the parameters allow. */
    public static final RunScope WHOLE = new RunScope(null, null, false, List.of());

    /**
     * @param partitionId the source's own id of the partition; null if only the source can say where the record is
     * @param record a record's id, or without a partition also the name that people use; null for the whole partition
     */
    public record Selected(@Nullable String partitionId, @Nullable String record) {}

    public RunScope {
        selected = List.copyOf(selected);
    }

    /** What failed in a run. */
    public static RunScope retry(String runId, List<Selected> failed) {
        return new RunScope(runId, null, true, failed);
    }

    /** A part of a run. */
    public static RunScope refetch(String runId, List<Selected> selected) {
        return new RunScope(null, runId, true, selected);
    }

    /** Everything that the parameters allow, on behalf of an earlier run that did not come so far as to have partitions. */
    public RunScope whole() {
        return new RunScope(retryOf, refetchOf, false, List.of());
    }
}
