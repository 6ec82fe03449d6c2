package dev.backfill.workflows.partition;

import dev.backfill.workflows.verify.PartitionResult;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Pulls and proves one partition. A child of the run, so that operators see, cancel and reset a partition by itself. */
@WorkflowInterface
public interface PartitionWorkflow {
    /** Ends with a result, also when the partition failed; throws only when cancelled. */
    @WorkflowMethod
    PartitionResult pullPartition(PartitionRequest request);

    /** Stops within a page; what is stored stays, and so does the cursor. */
    @SignalMethod
    void pause();

    @SignalMethod
    void resume();

    @QueryMethod
    PartitionProgress progress();
}
