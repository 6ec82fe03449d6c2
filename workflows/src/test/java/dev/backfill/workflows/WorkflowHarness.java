package dev.backfill.workflows;

import dev.backfill.workflows.backfill.BackfillRequest;
import dev.backfill.workflows.backfill.BackfillWorkflow;
import dev.backfill.workflows.backfill.BackfillWorkflowImpl;
import dev.backfill.workflows.context.LogContextPropagator;
import dev.backfill.workflows.partition.PartitionWorkflowImpl;
import dev.backfill.workflows.source.DateRange;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** Temporal's test environment with our workflows, and scripted activities on the queues that production uses. */
public final class WorkflowHarness implements AutoCloseable {
    public static final String RUN = "jira-2026-11-24-test";

    static {
        // What waits with no limit of its own is not about time: it may take long on a machine that has much else to do.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    public final ScriptedActivities activities = new ScriptedActivities();
    public final TestWorkflowEnvironment environment;

    public WorkflowHarness() {
        environment = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .registerSearchAttribute(
                        dev.backfill.workflows.SearchAttributes.SOURCE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .registerSearchAttribute(
                        dev.backfill.workflows.SearchAttributes.STATE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setContextPropagators(List.of(new LogContextPropagator()))
                        .build())
                .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder().setUsingVirtualWorkflowThreads(true).build())
                .build());
        Worker control = environment.newWorker(TaskQueues.CONTROL);
        control.registerWorkflowImplementationTypes(BackfillWorkflowImpl.class, PartitionWorkflowImpl.class);
        control.registerActivitiesImplementations(activities);
        // Cancellation reaches an activity with its next heartbeat.
        WorkerOptions source = WorkerOptions.newBuilder().setMaxHeartbeatThrottleInterval(Duration.ofMillis(100)).build();
        environment.newWorker(TaskQueues.of("jira"), source).registerActivitiesImplementations(activities);
        environment.newWorker(TaskQueues.of("fireflies"), source).registerActivitiesImplementations(activities);
        environment.start();
    }

    public BackfillWorkflow start(int parallelism, int windowsAtOnce) {
        return start(request(parallelism, windowsAtOnce));
    }

    public BackfillWorkflow start(BackfillRequest request) {
        BackfillWorkflow workflow = environment
                .getWorkflowClient()
                .newWorkflowStub(
                        BackfillWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TaskQueues.CONTROL)
                                .setWorkflowId(RUN)
                                .setTypedSearchAttributes(SearchAttributes.newBuilder()
                                        .set(dev.backfill.workflows.SearchAttributes.SOURCE, "jira")
                                        .build())
                                .build());
        WorkflowClient.start(workflow::backfill, request);
        return workflow;
    }

    public static BackfillRequest request(int parallelism, int windowsAtOnce) {
        DateRange range = new DateRange(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2026-11-25T00:00:00Z"));
        return new BackfillRequest(RUN, "jira", range, Map.of(), parallelism, windowsAtOnce, null, null);
    }

    @Override
    public void close() {
        environment.close();
    }
}
