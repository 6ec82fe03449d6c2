package dev.backfill.workflows.backfill;

import dev.backfill.workflows.quota.PartitionWait;
import dev.backfill.workflows.run.BackfillResult;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One backfill. Arguments are plain JSON, so that tctl, the temporal CLI, the UI and the gateway all send the same ones:
 * {@code temporal workflow signal --workflow-id ID --name setRate --input '{"requestsPerSecond": 5}'}.
 */
@WorkflowInterface
public interface BackfillWorkflow {
    /** Ends with a result; fails when the whole run had to be stopped, with the reason and what to mend. */
    @WorkflowMethod
    BackfillResult backfill(BackfillRequest request);

    /** Stops every partition within a page. What is stored stays. */
    @SignalMethod
    void pause();

    @SignalMethod
    void resume();

    /** Sets the source's request budget, which all its runs share. */
    @SignalMethod
    void setRate(RateChange change);

    @SignalMethod
    void setParallelism(ParallelismChange change);

    /** Runs again what has failed so far: failed partitions from where they stand, and the records in the dead-letter table. */
    @SignalMethod
    void retryFailed();

    /** Leaves one partition out on record: it is not begun, or stopped within a page. One that has ended stays as it is. */
    @SignalMethod
    void skipPartition(PartitionSkip skip);

    /** Sent by a partition that waits for the source's quota, or no longer does. Only shown: nothing depends on it. */
    @SignalMethod(name = PartitionWait.SIGNAL)
    void partitionWaits(PartitionWait wait);

    @QueryMethod
    Progress progress();
}
