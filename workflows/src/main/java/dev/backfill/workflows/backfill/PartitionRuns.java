package dev.backfill.workflows.backfill;

import dev.backfill.workflows.SearchAttributes;
import dev.backfill.workflows.WorkflowIds;
import dev.backfill.workflows.backfill.BackfillRequest.Continuation;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.failure.Failures;
import dev.backfill.workflows.partition.PartitionRequest;
import dev.backfill.workflows.partition.PartitionWorkflow;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.run.RunActivities;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.common.SearchAttributes.Builder;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The partitions of a run: those waiting, those under way, and what those that ended brought. */
final class PartitionRuns {
    private static final int LISTED_AT_ONCE = 50;

    private record Running(PartitionReference partition, PartitionWorkflow child, Promise<PartitionResult> result, CancellationScope scope) {}

    private final BackfillRequest request;
    private final RunActivities runs;
    private final Deque<PartitionReference> waiting = new ArrayDeque<>();
    private final List<Running> running = new ArrayList<>();
    private int total;
    private int done;
    private int lastOrdinal;
    private long storedRecords;
    private boolean exhausted;
    private @Nullable PartitionResult stoppedBy;

    PartitionRuns(BackfillRequest request, RunActivities runs) {
        this.request = request;
        this.runs = runs;
        Continuation continuation = request.continuation();
        if (continuation != null) {
            total = continuation.total();
            done = continuation.done();
            lastOrdinal = continuation.lastOrdinal();
            storedRecords = continuation.storedRecords();
        }
    }

    void planned(int partitions) {
        total = partitions;
    }

    /** Lists the next partitions when none is waiting, unless the history is so long that the run continues as new first. */
    void refill(boolean historyLong) {
        if (waiting.isEmpty() && !exhausted && !historyLong && stoppedBy == null) {
            waiting.addAll(runs.listPartitions(request.runId(), lastOrdinal, LISTED_AT_ONCE));
            exhausted = waiting.isEmpty();
        }
    }

    void start(int parallelism) {
        while (running.size() < parallelism && stoppedBy == null && !waiting.isEmpty()) {
            start(waiting.remove());
        }
    }

    private void start(PartitionReference partition) {
        PartitionWorkflow child = Workflow.newChildWorkflowStub(PartitionWorkflow.class, options(partition));
        List<Promise<PartitionResult>> started = new ArrayList<>();
        CancellationScope scope = Workflow.newCancellationScope(() -> started.add(Async.function(
                child::pullPartition, new PartitionRequest(partition, request.windowsAtOnce(), false, false))));
        scope.run();
        running.add(new Running(partition, child, started.getFirst(), scope));
        lastOrdinal = partition.ordinal();
    }

    private ChildWorkflowOptions options(PartitionReference partition) {
        Builder attributes = io.temporal.common.SearchAttributes.newBuilder()
                .set(SearchAttributes.SOURCE, request.source())
                .set(SearchAttributes.STATE, PartitionState.RUNNING.name());
        return ChildWorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.partition(request.runId(), partition.key()))
                .setTypedSearchAttributes(attributes.build())
                .setStaticSummary("partition " + partition.key() + " of " + request.runId())
                .setMemo(Map.of("run", request.runId(), "partition", partition.key()))
                // A partition without its run has nobody to report to.
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
                .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
                .build();
    }

    boolean isAnyCompleted() {
        return running.stream().anyMatch(partition -> partition.result().isCompleted());
    }

    void collect() {
        List<Running> completed = running.stream().filter(partition -> partition.result().isCompleted()).toList();
        running.removeAll(completed);
        completed.forEach(partition -> count(resultOf(partition)));
    }

    private void count(PartitionResult result) {
        done++;
        storedRecords += result.stored();
        String failure = result.failureType();
        if (stoppedBy == null && failure != null && FailureType.of(failure).endsRun()) {
            stoppedBy = result;
            running.forEach(partition -> partition.scope().cancel("the run stops"));
        }
    }

    private PartitionResult resultOf(Running partition) {
        try {
            return partition.result().get();
        } catch (TemporalFailure failure) {
            // An operator has cancelled or terminated this partition by itself: the others go on.
            PartitionState state = Failures.isCancelled(failure) ? PartitionState.CANCELLED : PartitionState.FAILED;
            PartitionResult result = PartitionResult.endedEarly(state, null, "ended by an operator: " + state);
            Workflow.newDetachedCancellationScope(() -> runs.finishPartition(partition.partition(), result)).run();
            return result;
        }
    }

    void forwardPause(boolean paused) {
        for (Running partition : running) {
            try {
                if (paused) {
                    partition.child().pause();
                } else {
                    partition.child().resume();
                }
            } catch (TemporalFailure failure) {
                if (Failures.isCancelled(failure)) {
                    throw failure;
                }
                // It ended while the signal was on its way: nothing is left to pause.
            }
        }
    }

    void cancelAndAwait() {
        Workflow.newDetachedCancellationScope(() -> {
                    running.forEach(partition -> partition.scope().cancel("the run was cancelled"));
                    running.forEach(partition -> partition.result().getFailure());
                })
                .run();
        collect();
    }

    /** Nothing is under way, and nothing will be started. */
    boolean isIdle() {
        return running.isEmpty() && (waiting.isEmpty() || stoppedBy != null);
    }

    /** Whether every partition of the plan was started, or none will be any more. */
    boolean isExhausted() {
        return exhausted || stoppedBy != null;
    }

    Optional<String> reasonToStop() {
        return Optional.ofNullable(stoppedBy).map(PartitionResult::reason);
    }

    FailureType failureToStop() {
        String type = stoppedBy == null ? null : stoppedBy.failureType();
        return type == null ? FailureType.UNEXPECTED : FailureType.of(type);
    }

    Continuation continuation(boolean paused) {
        return new Continuation(total, done, lastOrdinal, storedRecords, paused);
    }

    String describe() {
        return done + " of " + total + " partitions ended, " + storedRecords + " records stored by them";
    }

    Progress progress(RunState state, int parallelism, @Nullable Double rate) {
        List<String> keys = running.stream().map(partition -> partition.partition().key()).toList();
        return new Progress(state, total, done, keys, storedRecords, parallelism, rate);
    }
}
