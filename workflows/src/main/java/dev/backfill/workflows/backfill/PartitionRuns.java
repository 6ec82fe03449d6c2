package dev.backfill.workflows.backfill;

import dev.backfill.workflows.backfill.BackfillRequest.Continuation;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.quota.PartitionWait;
import dev.backfill.workflows.run.EndedPartitions;
import dev.backfill.workflows.run.RunActivities;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.verify.PartitionResult;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The partitions of a run: those waiting, those under way, and what those that ended brought. */
final class PartitionRuns {
    private static final int LISTED_AT_ONCE = 50;

    private final BackfillRequest request;
    private final RunActivities runs;
    private final Deque<PartitionReference> waiting = new ArrayDeque<>();
    private final List<RunningPartition> running = new ArrayList<>();
    /** Ordinals of partitions that were left out. */
    private final Set<Integer> leftOut = new TreeSet<>();
    private final PartitionWaits waits = new PartitionWaits();
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
        while (waiting.isEmpty() && !exhausted && !historyLong && stoppedBy == null) {
            List<PartitionReference> listed = runs.listPartitions(request.runId(), lastOrdinal, LISTED_AT_ONCE);
            exhausted = listed.isEmpty();
            for (PartitionReference partition : listed) {
                // After a retry the list begins anew, and those under way are in it.
                if (!isRunning(partition.ordinal())) {
                    waiting.add(partition);
                }
                lastOrdinal = partition.ordinal();
            }
        }
    }

    void start(int parallelism) {
        int atOnce = Math.min(parallelism, SourceDefinition.partitionsAtOnce(request.source()));
        while (running.size() < atOnce && stoppedBy == null && !waiting.isEmpty()) {
            running.add(RunningPartition.start(request, waiting.remove()));
        }
    }

    private boolean isRunning(int ordinal) {
        return running.stream().anyMatch(partition -> partition.partition().ordinal() == ordinal);
    }

    /** Has the partitions that ended without proof pulled again, unless the run stops anyway. */
    void reopenFailed() {
        if (stoppedBy != null) {
            return;
        }
        List<Integer> underWay = running.stream().map(partition -> partition.partition().ordinal()).toList();
        EndedPartitions ended = runs.reopenFailed(request.runId(), underWay);
        done = ended.partitions();
        storedRecords = ended.stored();
        waiting.clear();
        lastOrdinal = 0;
        exhausted = false;
    }

    /** Leaves a partition out. It is on record before its workflow hears of it, so that this is what stays on record. */
    void skip(PartitionSkip skip) {
        int ordinal = runs.skipPartition(request.runId(), skip.ordinal(), skip.partition(), skip.reason());
        if (ordinal == 0 || !leftOut.add(ordinal)) {
            return;
        }
        waiting.removeIf(partition -> partition.ordinal() == ordinal);
        if (!isRunning(ordinal)) {
            done = Math.min(total, done + 1);
        }
        running.stream()
                .filter(partition -> partition.partition().ordinal() == ordinal)
                .forEach(partition -> partition.scope().cancel("the partition is left out"));
    }

    boolean isAnyCompleted() {
        return running.stream().anyMatch(partition -> partition.result().isCompleted());
    }

    void collect() {
        List<RunningPartition> completed = running.stream().filter(partition -> partition.result().isCompleted()).toList();
        running.removeAll(completed);
        completed.forEach(partition -> waits.end(partition.partition().key()));
        completed.forEach(partition -> count(partition.end(leftOut.contains(partition.partition().ordinal()), runs)));
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

    void forwardPause(boolean paused) {
        running.forEach(partition -> partition.forwardPause(paused));
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

    /** Shows a wait of a partition that is under way. */
    void waits(PartitionWait wait) {
        boolean underWay = running.stream().anyMatch(partition -> partition.partition().key().equals(wait.partition()));
        waits.hear(wait, underWay);
    }

    /** When the first of the waiting partitions goes on; null if none waits. */
    @Nullable Instant waitingUntil() {
        return waits.first();
    }

    String describe() {
        return done + " of " + total + " partitions ended, " + storedRecords + " records stored by them";
    }

    Progress progress(RunState state, int parallelism, @Nullable Double rate, @Nullable Instant waitingUntil) {
        List<String> keys = running.stream().map(partition -> partition.partition().key()).toList();
        return new Progress(state, total, done, keys, storedRecords, parallelism, rate, waitingUntil);
    }
}
