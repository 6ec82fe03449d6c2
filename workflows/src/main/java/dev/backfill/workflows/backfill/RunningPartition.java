package dev.backfill.workflows.backfill;

import dev.backfill.workflows.SearchAttributes;
import dev.backfill.workflows.WorkflowIds;
import dev.backfill.workflows.failure.Failures;
import dev.backfill.workflows.partition.PartitionRequest;
import dev.backfill.workflows.partition.PartitionWorkflow;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.run.RunActivities;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.common.SearchAttributes.Builder;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A partition that is under way, as a child of its run. */
record RunningPartition(PartitionReference partition, PartitionWorkflow child, Promise<PartitionResult> result, CancellationScope scope) {
    static RunningPartition start(BackfillRequest request, PartitionReference partition) {
        PartitionWorkflow child = Workflow.newChildWorkflowStub(PartitionWorkflow.class, options(request, partition));
        List<Promise<PartitionResult>> started = new ArrayList<>();
        CancellationScope scope = Workflow.newCancellationScope(() -> started.add(Async.function(
                child::pullPartition, new PartitionRequest(partition, request.windowsAtOnce(), false, false))));
        scope.run();
        return new RunningPartition(partition, child, started.getFirst(), scope);
    }

    private static ChildWorkflowOptions options(BackfillRequest request, PartitionReference partition) {
        Builder attributes = io.temporal.common.SearchAttributes.newBuilder()
                .set(SearchAttributes.SOURCE, request.source())
                .set(SearchAttributes.STATE, PartitionState.RUNNING.name());
        return ChildWorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.partition(request.runId(), partition.key()))
                .setTypedSearchAttributes(attributes.build())
                .setStaticSummary("partition " + partition.key() + " of " + request.runId())
                .setMemo(Map.of("run", request.runId(), "partition", partition.key()))
                // One that a reset left behind gives way: the run that was reset pulls its windows on.
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_TERMINATE_IF_RUNNING)
                // A partition without its run has nobody to report to.
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
                .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
                .build();
    }

    void forwardPause(boolean paused) {
        try {
            if (paused) {
                child.pause();
            } else {
                child.resume();
            }
        } catch (TemporalFailure failure) {
            if (Failures.isCancelled(failure)) {
                throw failure;
            }
            // It ended while the signal was on its way: nothing is left to pause.
        }
    }

    /** How it ended, once it has. One that was ended from outside did not put that on record itself. */
    PartitionResult end(boolean leftOut, RunActivities runs) {
        try {
            return result.get();
        } catch (TemporalFailure failure) {
            if (leftOut) {
                return PartitionResult.endedEarly(PartitionState.SKIPPED, null, "left out");
            }
            // An operator has cancelled or terminated this partition by itself: the others go on.
            PartitionState state = Failures.isCancelled(failure) ? PartitionState.CANCELLED : PartitionState.FAILED;
            PartitionResult ended = PartitionResult.endedEarly(state, null, "ended by an operator: " + state);
            Workflow.newDetachedCancellationScope(() -> runs.finishPartition(partition, ended)).run();
            return ended;
        }
    }
}
