package dev.backfill.gateway.plan;

import dev.backfill.gateway.RunningGateway;
import dev.backfill.store.plan.PlanPartition;
import dev.backfill.store.plan.PlanStore;
import dev.backfill.store.plan.PlanTotals;
import dev.backfill.store.plan.Seconds;
import dev.backfill.workflows.TaskQueues;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.plan.Drift;
import dev.backfill.workflows.plan.DriftReport;
import dev.backfill.workflows.plan.EstimateActivities;
import dev.backfill.workflows.testquery.FoundRecords;
import dev.backfill.workflows.testquery.FoundRecords.FoundRecord;
import dev.backfill.workflows.testquery.TestQuery;
import dev.backfill.workflows.testquery.TestQueryActivities;
import io.temporal.failure.ApplicationFailure;
import io.temporal.worker.WorkerFactory;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A worker on a source's own queue that answers as the test says, and keeps what it was asked. */
public final class ScriptedSource implements EstimateActivities, TestQueryActivities, AutoCloseable {
    static final List<PlanPartition> PARTITIONS = List.of(
            new PlanPartition("10000", "ABC", "A project", 4_100L, null, 1, 46),
            new PlanPartition("10001", "NEW", "A new one", null, null, 0, 3),
            new PlanPartition("10002", "OLD", "An old one", 70L, "archived", 0, 0));
    static final PlanTotals TOTALS = new PlanTotals(10, 3, 4, 4_100, 1, 53, new Seconds(6, 8, 30));

    public final AtomicInteger driftChecks = new AtomicInteger();
    public final List<TestQuery> queries = new CopyOnWriteArrayList<>();
    volatile List<Drift> drifts = List.of();
    volatile @Nullable FailureType refusal;

    private final PlanStore plans;
    private final WorkerFactory factory;

    ScriptedSource(RunningGateway gateway) {
        this(gateway, "jira");
    }

    public ScriptedSource(RunningGateway gateway, String source) {
        plans = new PlanStore(gateway.database());
        factory = WorkerFactory.newInstance(gateway.temporal());
        factory.newWorker(TaskQueues.of(source)).registerActivitiesImplementations(this);
        factory.start();
    }

    private void refuse() {
        FailureType type = refusal;
        if (type != null) {
            String message = type + ": check BACKFILL_JIRA_TOKEN";
            throw type.retryable()
                    ? ApplicationFailure.newFailure(message, type.name())
                    : ApplicationFailure.newNonRetryableFailure(message, type.name());
        }
    }

    @Override
    public void estimate(String planId) {
        refuse();
        plans.ready(planId, PARTITIONS, TOTALS);
    }

    @Override
    public DriftReport drift(String planId) {
        refuse();
        driftChecks.incrementAndGet();
        return DriftReport.of(drifts);
    }

    @Override
    public FoundRecords testQuery(TestQuery query) {
        refuse();
        queries.add(query);
        List<FoundRecord> records = LongStream.rangeClosed(1, Math.min(3, query.limit()))
                .mapToObj(id -> new FoundRecord("1000" + id, "ABC-" + id, Instant.parse("2026-11-0" + id + "T00:00:00Z")))
                .toList();
        return new FoundRecords("updated >= 1 ORDER BY updated DESC", 4_100, records, 12);
    }

    @Override
    public void close() {
        factory.shutdownNow();
    }
}
