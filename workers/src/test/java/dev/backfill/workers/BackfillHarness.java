package dev.backfill.workers;

import com.zaxxer.hikari.HikariDataSource;
import dev.backfill.store.census.CensusStore;
import dev.backfill.store.page.PageWriter;
import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.partition.StoredPartition;
import dev.backfill.store.run.NewRun;
import dev.backfill.store.run.ProgressStore;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.verification.VerificationStore;
import dev.backfill.store.window.WindowStore;
import dev.backfill.workers.failure.FailureTranslator;
import dev.backfill.workers.plan.Planner;
import dev.backfill.workers.pull.FailureShare;
import dev.backfill.workers.pull.Heartbeats;
import dev.backfill.workers.pull.WindowPuller;
import dev.backfill.workers.run.RunRecorder;
import dev.backfill.workers.settings.WorkersProperties;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.SourceRegistry;
import dev.backfill.workers.verify.Verifier;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.PlanActivities;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.plan.WindowReference;
import dev.backfill.workflows.pull.PullActivities;
import dev.backfill.workflows.pull.WindowResult;
import dev.backfill.workflows.run.RunActivities;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.VerifyActivities;
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
    public final VerificationStore verifications;
    public final WindowStore windows;
    private final HikariDataSource pool;

    /** @param pool stays open */
    public BackfillHarness(HikariDataSource pool, Source source, int windowRecords) {
        this.pool = pool;
        FailureTranslator translator = new FailureTranslator();
        Heartbeats heartbeats = new Heartbeats();
        SourceRegistry sources = new SourceRegistry(List.of(source));
        WorkersProperties properties = new WorkersProperties(windowRecords, 4);
        RunStore runStore = new RunStore(pool);
        PartitionStore partitions = new PartitionStore(pool);
        ProgressStore progress = new ProgressStore(pool);
        PageWriter writer = new PageWriter(pool);
        windows = new WindowStore(pool);
        verifications = new VerificationStore(pool);
        environment.registerActivitiesImplementations(
                new Planner(sources, runStore, partitions, new CensusStore(pool), writer, properties, heartbeats, translator),
                new WindowPuller(sources, windows, writer, new FailureShare(progress), heartbeats, translator),
                new Verifier(sources, partitions, verifications, properties, heartbeats, translator),
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
        runs = environment.newActivityStub(RunActivities.class, oneAttempt);
    }

    /** Begins a run over one partition. */
    public PartitionReference begin(DateRange range, String partitionKey) {
        new RunStore(pool).insert(new NewRun(RUN, "jira", range, "{\"projects\":[\"" + partitionKey + "\"]}", null, null));
        runs.recordState(RUN, RunState.PLANNING);
        plans.planPartitions(RUN);
        return runs.listPartitions(RUN, 0, 10).getFirst();
    }

    public StoredPartition stored(PartitionReference partition) {
        return new PartitionStore(pool).get(partition);
    }

    public List<WindowReference> open(PartitionReference partition, WindowKind kind) {
        return runs.listOpenWindows(partition, kind, 100);
    }

    /** Pulls all open windows of a kind. */
    public List<WindowResult> pull(PartitionReference partition, WindowKind kind) {
        List<WindowResult> results = new ArrayList<>();
        for (WindowReference window : open(partition, kind)) {
            results.add(pulls.pullWindow(window));
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
        proofs.compare(partition);
        pull(partition, WindowKind.REFETCH);
        return proofs.conclude(partition);
    }

    @Override
    public void close() {
        environment.close();
    }
}
