package dev.backfill.workflows;

import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.PlanActivities;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.plan.WindowReference;
import dev.backfill.workflows.pull.PullActivities;
import dev.backfill.workflows.pull.WindowResult;
import dev.backfill.workflows.run.BackfillResult;
import dev.backfill.workflows.run.EndedPartitions;
import dev.backfill.workflows.run.RunActivities;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import dev.backfill.workflows.verify.VerifyActivities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Activities as the workflows see them, over rows in memory: what was asked of them can be read, and what they answer can be set. */
public class ScriptedActivities implements RunActivities, PlanActivities, PullActivities, VerifyActivities {
    public final List<String> calls = new CopyOnWriteArrayList<>();
    public final Map<Integer, PartitionResult> finishedPartitions = new ConcurrentHashMap<>();
    public final AtomicInteger pullingNow = new AtomicInteger();
    public final AtomicInteger mostPullingAtOnce = new AtomicInteger();
    public int partitions = 1;
    public int windows = 1;
    public long differences;
    /** Runs inside a pull; may block, or throw what a source throws. */
    public Function<WindowReference, WindowResult> pull = window -> new WindowResult(1, 1, 0, 0);

    /** Hears of each activity of the source that is no pull, before it answers; may throw what a source throws. */
    public Consumer<String> asked = what -> {};

    /** Hears that a partition or the run is recorded as ended. */
    public Runnable ended = () -> {};

    private final Map<String, List<Long>> open = new ConcurrentHashMap<>();

    @Override
    public List<PartitionReference> listPartitions(String runId, int afterOrdinal, int limit) {
        return IntStream.rangeClosed(afterOrdinal + 1, partitions)
                .filter(ordinal -> !finishedPartitions.containsKey(ordinal))
                .limit(limit)
                .mapToObj(ordinal -> new PartitionReference(runId, "jira", ordinal, "P" + ordinal))
                .toList();
    }

    @Override
    public List<WindowReference> listOpenWindows(PartitionReference partition, WindowKind kind, int limit) {
        List<Long> ids = openWindows(partition.ordinal(), kind);
        synchronized (ids) {
            return ids.stream()
                    .limit(limit)
                    .map(id -> new WindowReference(id, "jira", kind, kind + " " + id, partition.runId(), partition.ordinal()))
                    .toList();
        }
    }

    private List<Long> openWindows(int partition, WindowKind kind) {
        return open.computeIfAbsent(partition + " " + kind, key -> {
            int count = switch (kind) {
                case RECORDS -> windows;
                case REFETCH -> differences > 0 ? 1 : 0;
                case CENSUS, CHANGES, FINAL_CENSUS -> 1;
            };
            long first = partition * 100_000L + kind.ordinal() * 10_000L;
            return new ArrayList<>(IntStream.range(0, count).mapToObj(index -> first + index).toList());
        });
    }

    @Override
    public WindowResult pullWindow(WindowReference window) {
        mostPullingAtOnce.accumulateAndGet(pullingNow.incrementAndGet(), Math::max);
        try {
            WindowResult result = pull.apply(window);
            calls.add("pull " + window.kind());
            List<Long> ids = openWindows((int) (window.id() / 100_000), window.kind());
            synchronized (ids) {
                ids.remove(window.id());
            }
            return result;
        } finally {
            pullingNow.decrementAndGet();
        }
    }

    @Override
    public int planPartitions(String runId) {
        asked.accept("plan partitions");
        calls.add("plan partitions");
        return partitions;
    }

    @Override
    public int planWindows(PartitionReference partition) {
        asked.accept("plan windows");
        calls.add("plan windows");
        return windows;
    }

    @Override
    public long compare(PartitionReference partition) {
        asked.accept("compare");
        calls.add("compare");
        return differences;
    }

    @Override
    public PartitionResult conclude(PartitionReference partition) {
        asked.accept("conclude");
        calls.add("conclude");
        return new PartitionResult(PartitionState.VERIFIED, windows, windows, 0, null, null);
    }

    @Override
    public void recordState(String runId, RunState state) {
        calls.add("state " + state);
    }

    @Override
    public void setRate(String source, double requestsPerSecond) {
        calls.add("rate " + requestsPerSecond);
    }

    @Override
    public void finishPartition(PartitionReference partition, PartitionResult result) {
        ended.run();
        finishedPartitions.putIfAbsent(partition.ordinal(), result);
    }

    @Override
    public int skipPartition(String runId, @Nullable Integer ordinal, @Nullable String key, String reason) {
        calls.add("skip " + (ordinal == null ? key : ordinal) + ": " + reason);
        int number = ordinal == null ? Integer.parseInt(key.substring(1)) : ordinal;
        if (number > partitions) {
            return 0;
        }
        finishPartition(
                new PartitionReference(runId, "jira", number, "P" + number),
                PartitionResult.endedEarly(PartitionState.SKIPPED, null, reason));
        return finishedPartitions.get(number).state() == PartitionState.SKIPPED ? number : 0;
    }

    @Override
    public EndedPartitions reopenFailed(String runId, List<Integer> except) {
        List<Integer> failed = finishedPartitions.entrySet().stream()
                .filter(ended -> ended.getValue().state() != PartitionState.VERIFIED && ended.getValue().state() != PartitionState.SKIPPED)
                .map(java.util.Map.Entry::getKey)
                .filter(ordinal -> !except.contains(ordinal))
                .toList();
        failed.forEach(finishedPartitions::remove);
        calls.add("reopen " + failed);
        return new EndedPartitions(
                (int) finishedPartitions.keySet().stream().filter(ordinal -> !except.contains(ordinal)).count(), 0);
    }

    @Override
    public BackfillResult finish(String runId, @Nullable RunState outcome, @Nullable String reason) {
        ended.run();
        calls.add("finish " + outcome);
        return new BackfillResult(
                outcome == null ? RunState.COMPLETED : outcome, outcome == null, partitions, 0, 0, 0, reason);
    }
}
