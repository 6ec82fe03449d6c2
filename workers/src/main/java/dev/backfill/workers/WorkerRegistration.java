package dev.backfill.workers;

import dev.backfill.workers.plan.DryRun;
import dev.backfill.workers.plan.PlanRecorder;
import dev.backfill.workers.plan.Planner;
import dev.backfill.workers.plan.QueryTrial;
import dev.backfill.workers.pull.WindowPuller;
import dev.backfill.workers.run.RunRecorder;
import dev.backfill.workers.settings.WorkersProperties;
import dev.backfill.workers.source.SourceRegistry;
import dev.backfill.workers.verify.Verifier;
import dev.backfill.workflows.TaskQueues;
import dev.backfill.workflows.backfill.BackfillWorkflowImpl;
import dev.backfill.workflows.partition.PartitionWorkflowImpl;
import dev.backfill.workflows.plan.DriftWorkflowImpl;
import dev.backfill.workflows.plan.PlanWorkflowImpl;
import dev.backfill.workflows.testquery.TestQueryWorkflowImpl;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What runs on which queue: workflows and bookkeeping on one, each source's activities on its own. */
@Component
class WorkerRegistration {
    /** How soon a cancellation is noticed. */
    private static final Duration HEARTBEAT_THROTTLE = Duration.ofSeconds(1);

    private final RunRecorder recorder;
    private final Planner planner;
    private final PlanRecorder planRecorder;
    private final DryRun dryRun;
    private final QueryTrial queryTrial;
    private final WindowPuller puller;
    private final Verifier verifier;
    private final SourceRegistry sources;
    private final WorkersProperties properties;

    WorkerRegistration(
            RunRecorder recorder,
            Planner planner,
            PlanRecorder planRecorder,
            DryRun dryRun,
            QueryTrial queryTrial,
            WindowPuller puller,
            Verifier verifier,
            SourceRegistry sources,
            WorkersProperties properties) {
        this.recorder = recorder;
        this.planner = planner;
        this.planRecorder = planRecorder;
        this.dryRun = dryRun;
        this.queryTrial = queryTrial;
        this.puller = puller;
        this.verifier = verifier;
        this.sources = sources;
        this.properties = properties;
    }

    void register(WorkerFactory factory) {
        Worker control = factory.newWorker(TaskQueues.CONTROL, options());
        control.registerWorkflowImplementationTypes(BackfillWorkflowImpl.class, PartitionWorkflowImpl.class);
        control.registerWorkflowImplementationTypes(PlanWorkflowImpl.class, DriftWorkflowImpl.class, TestQueryWorkflowImpl.class);
        control.registerActivitiesImplementations(recorder, planRecorder);
        for (String source : sources.ids()) {
            factory.newWorker(TaskQueues.of(source), options()).registerActivitiesImplementations(planner, puller, verifier, dryRun, queryTrial);
        }
    }

    private WorkerOptions options() {
        return WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(properties.activities())
                .setMaxConcurrentWorkflowTaskExecutionSize(16)
                .setMaxConcurrentWorkflowTaskPollers(2)
                .setMaxConcurrentActivityTaskPollers(2)
                .setMaxHeartbeatThrottleInterval(HEARTBEAT_THROTTLE)
                .setDefaultHeartbeatThrottleInterval(HEARTBEAT_THROTTLE)
                .setUsingVirtualThreadsOnActivityWorker(true)
                .build();
    }
}
