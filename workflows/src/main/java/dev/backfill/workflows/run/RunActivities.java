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
     * Ends the run.
     *
     * @param outcome {@code CANCELLED} or {@code FAILED}, or null to conclude from the partitions
     * @param reason what stopped it and what to mend, if something did
     * @return the run's numbers and verdict, as stored
     */
    @ActivityMethod
    BackfillResult finish(String runId, @Nullable RunState outcome, @Nullable String reason);
}
