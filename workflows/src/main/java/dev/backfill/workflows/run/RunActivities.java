package dev.backfill.workflows.run;

import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.plan.WindowReference;
import dev.backfill.workflows.verify.PartitionResult;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bookkeeping in PostgreSQL. Every method may be repeated. */
@ActivityInterface
public interface RunActivities {
    /** The partitions after this ordinal (0 = from the start), at most {@code limit}, the most recently changed first. */
    @ActivityMethod
    List<PartitionReference> listPartitions(String runId, int afterOrdinal, int limit);

    /** The windows of this kind that are not yet pulled, at most {@code limit}, newest first. */
    @ActivityMethod
    List<WindowReference> listOpenWindows(PartitionReference partition, WindowKind kind, int limit);

    /** Records the run's state; a final state is never left again. */
    @ActivityMethod
    void recordState(String runId, RunState state);

    /** Sets the source's request budget, shared by all workers, in requests per second (more than 0). */
    @ActivityMethod
    void setRate(String source, double requestsPerSecond);

    @ActivityMethod
    void finishPartition(PartitionReference partition, PartitionResult result);

    /**
     * Leaves a partition that has not ended out, on record.
     *
     * @param ordinal its place in the run, or null to go by the key
     * @param key its key, if there is no ordinal
     * @return its ordinal, also when it was left out before; 0 if there is none, or it has ended otherwise
     */
    @ActivityMethod
    int skipPartition(String runId, @Nullable Integer ordinal, @Nullable String key, String reason);

    /**
     * Opens the partitions that have ended without proof, so that they are pulled on from where they stand and proved anew. Those
     * that were left out stay so.
     *
     * @param except ordinals of partitions that are still under way
     * @return what has ended all the same, without those under way
     */
    @ActivityMethod
    EndedPartitions reopenFailed(String runId, List<Integer> except);

    /**
     * Ends the run. Partitions that have not ended by then end as cancelled.
     *
     * @param outcome {@code CANCELLED} or {@code FAILED}, or null to conclude from the partitions
     * @param reason what stopped it and what to mend, if something did
     * @return the run's numbers and verdict, as stored
     */
    @ActivityMethod
    BackfillResult finish(String runId, @Nullable RunState outcome, @Nullable String reason);
}
