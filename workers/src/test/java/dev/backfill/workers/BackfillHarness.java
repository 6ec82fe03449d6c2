package dev.backfill.workers;

import com.zaxxer.hikari.HikariDataSource;
import dev.backfill.store.census.CensusStore;
import dev.backfill.store.page.PageWriter;
import dev.backfill.store.partition.KnownPartitions;
import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.partition.StoredPartition;
import dev.backfill.store.plan.HistoryStore;
import dev.backfill.store.plan.PlanStore;
import dev.backfill.store.plan.PredictionStore;
import dev.backfill.store.run.NewRun;
import dev.backfill.store.run.ProgressStore;
import dev.backfill.store.run.RunScope;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.selection.SelectionStore;
import dev.backfill.store.verification.Evidence;
import dev.backfill.store.verification.FinalCensus;
import dev.backfill.store.verification.ListingAgreement;
import dev.backfill.store.verification.VerificationStore;
import dev.backfill.store.watermark.WatermarkStore;
import dev.backfill.store.window.WindowStore;
import dev.backfill.workers.failure.FailureTranslator;
import dev.backfill.workers.observation.WorkersMetrics;
import dev.backfill.workers.plan.Bases;
import dev.backfill.workers.plan.DryRun;
import dev.backfill.workers.plan.Estimator;
import dev.backfill.workers.plan.LostPartitions;
import dev.backfill.workers.plan.Planner;
import dev.backfill.workers.plan.QueryTrial;
import dev.backfill.workers.plan.SelectedPartitions;
import dev.backfill.workers.pull.FailureShare;
import dev.backfill.workers.pull.Heartbeats;
import dev.backfill.workers.pull.Listings;
import dev.backfill.workers.pull.WindowPuller;
import dev.backfill.workers.run.RunRecorder;
import dev.backfill.workers.settings.WorkersProperties;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.SourceRegistry;
import dev.backfill.workers.verify.VendorCount;
import dev.backfill.workers.verify.Verifier;
import dev.backfill.workflows.plan.EstimateActivities;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.PlanActivities;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.plan.WindowReference;
import dev.backfill.workflows.pull.PullActivities;
import dev.backfill.workflows.pull.WindowResult;
import dev.backfill.workflows.run.RunActivities;
import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.testquery.TestQueryActivities;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.VerifyActivities;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestActivityEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A worker's activities over a source and a pool, called as Temporal calls them, one attempt at a time. */
public final class BackfillHarness implements AutoCloseable {
    public static final String RUN = "jira-2026-11-24-test";

    public final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
    public final PlanActivities plans;
    public final PullActivities pulls;
    public final VerifyActivities proofs;
    public final RunActivities runs;
    public final EstimateActivities estimates;
    public final TestQueryActivities queries;
    public final VerificationStore verifications;
    public final WindowStore windows;
    private final HikariDataSource pool;
    private final String source;

    /** @param pool stays open */
    public BackfillHarness(HikariDataSource pool, Source source, int windowRecords) {
        this.pool = pool;
        this.source = source.id();
        FailureTranslator translator = new FailureTranslator();
        Heartbeats heartbeats = new Heartbeats();
        SourceRegistry sources = new SourceRegistry(List.of(source));
        WorkersProperties properties = new WorkersProperties(windowRecords, 4, "127.0.0.1", 0);
        RunStore runStore = new RunStore(pool);
        PartitionStore partitions = new PartitionStore(pool);
        ProgressStore progress = new ProgressStore(pool);
        PageWriter writer = new PageWriter(pool);
        WorkersMetrics metrics = new WorkersMetrics(new SimpleMeterRegistry());
        PlanStore planStore = new PlanStore(pool);
        HistoryStore history = new HistoryStore(pool);
        Estimator estimator = new Estimator(history);
        Bases bases = new Bases(new WatermarkStore(pool));
        windows = new WindowStore(pool);
        verifications = new VerificationStore(pool);
        environment.registerActivitiesImplementations(
                new Planner(
                        sources,
                        runStore,
                        partitions,
                        new SelectedPartitions(new SelectionStore(pool), partitions, writer, bases),
                        new CensusStore(pool), planStore, new PredictionStore(pool), history, estimator, bases,
                        new LostPartitions(new KnownPartitions(pool), partitions), new VendorCount(new Evidence(pool)), writer, properties, heartbeats, translator),
                new DryRun(sources, planStore, history, estimator, bases, properties, heartbeats, translator),
                new QueryTrial(sources, heartbeats, translator),
                new WindowPuller(sources, windows, writer, new Listings(new CensusStore(pool)), new FailureShare(progress), heartbeats, translator, metrics),
                new Verifier(sources, partitions, verifications, new FinalCensus(pool), new ListingAgreement(pool), new Evidence(pool), properties, heartbeats, translator),
                new RunRecorder(pool, runStore, partitions, windows, progress, verifications, translator));
        ActivityOptions oneAttempt = ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofMinutes(1))
                // Cancellation reaches an activity with its next heartbeat.
                .setHeartbeatTimeout(Duration.ofSeconds(1))
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .build();
        plans = environment.newActivityStub(PlanActivities.class, oneAttempt);
        pulls = environment.newActivityStub(PullActivities.class, oneAttempt);
        proofs = environment.newActivityStub(VerifyActivities.class, oneAttempt);
        estimates = environment.newActivityStub(EstimateActivities.class, oneAttempt);
        queries = environment.newActivityStub(TestQueryActivities.class, oneAttempt);
        runs = environment.newActivityStub(RunActivities.class, oneAttempt);
    }

    /** Begins a run over one partition. */
    public PartitionReference begin(DateRange range, String partitionKey) {
        return begin(RUN, range, "{\"projects\":[\"" + partitionKey + "\"]}", RunMode.FULL).getFirst();
    }

    /** Begins a run over all partitions of this source. */
    public List<PartitionReference> begin(Source source, DateRange range) {
        return begin(source.id() + "-2026-11-24-test", range, "{}", RunMode.FULL);
    }

    /** From the census to the verdict, which is recorded. */
    public PartitionResult pullAndProve(PartitionReference partition) {
        pullRecords(partition);
        catchUp(partition);
        PartitionResult result = prove(partition);
        runs.finishPartition(partition, result);
        return result;
    }

    /** Begins a run in this mode over some partitions, and plans it. */
    public List<PartitionReference> begin(String runId, DateRange range, String parameters, RunMode mode) {
        return begin(new NewRun(runId, source, range, parameters, null, null, null, null, RunScope.WHOLE, mode));
    }

    /** Begins a run of this scope, on behalf of {@link #RUN}, and plans it. */
    public List<PartitionReference> begin(String runId, DateRange range, RunScope scope) {
        return begin(new NewRun(runId, source, range, "{}", null, null, null, null, scope));
    }

    private List<PartitionReference> begin(NewRun run) {
        new RunStore(pool).insert(run);
        runs.recordState(run.id(), RunState.PLANNING);
        plans.planPartitions(run.id());
        return runs.listPartitions(run.id(), 0, 100);
    }

    public StoredPartition stored(PartitionReference partition) {
        return new PartitionStore(pool).get(partition);
    }

    public List<WindowReference> open(PartitionReference partition, WindowKind kind) {
        return runs.listOpenWindows(partition, kind, 100);
    }

    /** Pulls the windows of a kind, until none is open. */
    public List<WindowResult> pull(PartitionReference partition, WindowKind kind) {
        List<WindowResult> results = new ArrayList<>();
        for (List<WindowReference> open = open(partition, kind); !open.isEmpty(); open = open(partition, kind)) {
            open.forEach(window -> results.add(pulls.pullWindow(window)));
        }
        return results;
    }

    /** Census, plan and records. */
    public void pullRecords(PartitionReference partition) {
        pull(partition, WindowKind.CENSUS);
        plans.planWindows(partition);
        pull(partition, WindowKind.RECORDS);
    }

    /** What follows the records, up to the comparison. */
    public void catchUp(PartitionReference partition) {
        pull(partition, WindowKind.CHANGES);
        pull(partition, WindowKind.FINAL_CENSUS);
    }

    /** Comparison, refetch and verdict. */
    public PartitionResult prove(PartitionReference partition) {
        while (proofs.compare(partition) == VerifyActivities.LIST_AGAIN) {
            pull(partition, WindowKind.FINAL_CENSUS);
        }
        pull(partition, WindowKind.REFETCH);
        return proofs.conclude(partition);
    }

    @Override
    public void close() {
        environment.close();
    }
}
