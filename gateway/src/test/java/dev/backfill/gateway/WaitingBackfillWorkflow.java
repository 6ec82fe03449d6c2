package dev.backfill.gateway;

import dev.backfill.workflows.backfill.BackfillRequest;
import dev.backfill.workflows.backfill.BackfillWorkflow;
import dev.backfill.workflows.backfill.ParallelismChange;
import dev.backfill.workflows.backfill.PartitionSkip;
import dev.backfill.workflows.backfill.Progress;
import dev.backfill.workflows.backfill.RateChange;
import dev.backfill.workflows.quota.PartitionWait;
import dev.backfill.workflows.run.BackfillResult;
import dev.backfill.workflows.run.RunState;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Does nothing but wait to be cancelled, and tells the test what it was started with and asked for. */
public class WaitingBackfillWorkflow implements BackfillWorkflow {
    public static final Map<String, BackfillRequest> REQUESTS = new ConcurrentHashMap<>();
    public static final Map<String, List<String>> HEARD = new ConcurrentHashMap<>();
    public static final AtomicInteger STARTS = new AtomicInteger();

    @Override
    public BackfillResult backfill(BackfillRequest request) {
        REQUESTS.put(request.runId(), request);
        STARTS.incrementAndGet();
        heard("started");
        try {
            Workflow.await(() -> false);
        } catch (CanceledFailure cancelled) {
            heard("cancelled");
            throw cancelled;
        }
        throw new IllegalStateException("nothing else ends it");
    }

    private void heard(String what) {
        HEARD.computeIfAbsent(Workflow.getInfo().getWorkflowId(), key -> new CopyOnWriteArrayList<>()).add(what);
    }

    @Override
    public void pause() {
        heard("pause");
    }

    @Override
    public void resume() {
        heard("resume");
    }

    @Override
    public void setRate(RateChange change) {
        heard("setRate " + change.requestsPerSecond());
    }

    @Override
    public void setParallelism(ParallelismChange change) {
        heard("setParallelism " + change.partitions());
    }

    @Override
    public void retryFailed() {
        heard("retryFailed");
    }

    @Override
    public void skipPartition(PartitionSkip skip) {
        heard("skipPartition " + skip.ordinal() + " by " + skip.by());
    }

    @Override
    public void partitionWaits(PartitionWait wait) {
        heard("partitionWaits " + wait.partition());
    }

    @Override
    public Progress progress() {
        return new Progress(RunState.RUNNING, 0, 0, List.of(), 0, 1, null, null);
    }
}
