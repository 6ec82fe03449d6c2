package dev.backfill.workers.reconcile;

import dev.backfill.store.lock.SessionLock;
import dev.backfill.store.partition.PartitionEnds;
import dev.backfill.store.run.Run;
import dev.backfill.store.run.RunStore;
import dev.backfill.workflows.backfill.BackfillWorkflow;
import dev.backfill.workflows.partition.PartitionWorkflow;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.run.WorkflowEnd;
import dev.backfill.workflows.verify.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the rows of runs whose workflow has ended without them, and the workflows that no run has any more. Runs that go on as they
 * should are not touched. Fails as PostgreSQL and Temporal fail.
 */
public final class Reconciliation {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    /** From one look to the next. */
    static final Duration INTERVAL = Duration.ofSeconds(15);

    private final DataSource database;
    private final RunStore runs;
    private final PartitionEnds partitions;
    private final Executions executions;
    /** What seemed to belong to no run a while ago: only if it still does is it ended, as a start or an end may be under way. */
    private Set<Execution> suspects = Set.of();

    public Reconciliation(DataSource database, Executions executions) {
        this.database = database;
        this.runs = new RunStore(database);
        this.partitions = new PartitionEnds(database);
        this.executions = executions;
    }

    /** Looks at everything once, unless another process does just now. */
    public void pass() {
        Optional<SessionLock> lock = SessionLock.take(database, "reconciliation");
        if (lock.isEmpty()) {
            return;
        }
        try (SessionLock held = lock.get()) {
            runs.listUnfinished().forEach(this::endWithWorkflow);
            Map<Execution, String> stray = stray();
            stray.forEach((execution, reason) -> {
                if (suspects.contains(execution)) {
                    LOG.warn("{} is terminated: {}", execution.workflowId(), reason);
                    executions.terminate(execution, reason);
                }
            });
            suspects = Set.copyOf(stray.keySet());
        }
    }

    /**
     * As for one who looks only once: what seems to belong to no run gets as long as it gets otherwise.
     *
     * @throws InterruptedException if it was interrupted before the second look
     */
    public void passTwice() throws InterruptedException {
        pass();
        if (!suspects.isEmpty()) {
            Thread.sleep(INTERVAL);
            pass();
        }
    }

    private void endWithWorkflow(Run run) {
        WorkflowEnd end = executions.find(run.id()).map(Executions.Found::end).orElseGet(() -> Optional.ofNullable(absent(run))).orElse(null);
        if (end != null && runs.finish(run.id(), end.state(), Verdict.NOT_VERIFIED, end.reason())) {
            partitions.closeWithRun(run.id());
            LOG.warn("{} was {} and is recorded as {}: {}", run.id(), run.state(), end.state(), end.reason());
        }
    }

    /** Of a run that is only requested, the start may be on its way, or be repeated under its idempotency key. */
    private static @Nullable WorkflowEnd absent(Run run) {
        return run.state() == RunState.REQUESTED ? null : WorkflowEnd.DELETED;
    }

    /** Workflows under way that nothing comes of, each with the reason. */
    private Map<Execution, String> stray() {
        Map<Execution, String> stray = new HashMap<>();
        List<Execution> underWay = executions.running(BackfillWorkflow.class);
        Map<String, Boolean> ended = runs.listEnded(underWay.stream().map(Execution::workflowId).toList());
        for (Execution run : underWay) {
            Boolean hasEnded = ended.get(run.workflowId());
            if (hasEnded == null) {
                stray.put(run, "its run has no row in PostgreSQL, which was restored to an earlier state, or had it deleted");
            } else if (hasEnded) {
                stray.put(run, "its run is recorded as ended, which is final: start a new one");
            }
        }
        strayPartitions(stray);
        return stray;
    }

    /** Partitions that their run does not wait for: it was reset or deleted since it began them. */
    private void strayPartitions(Map<Execution, String> stray) {
        Map<String, List<Execution>> byRun =
                executions.running(PartitionWorkflow.class).stream().collect(Collectors.groupingBy(Execution::runOfPartition));
        byRun.forEach((run, underWay) -> {
            Set<Execution> awaited = new HashSet<>();
            executions.find(run).ifPresent(found -> awaited.addAll(found.children()));
            underWay.stream()
                    .filter(partition -> !awaited.contains(partition))
                    .forEach(partition -> stray.put(partition, "its run was reset, deleted or has ended, and does not wait for it"));
        });
    }
}
