package dev.backfill.workflows.quota;

import static org.awaitility.Awaitility.await;

import dev.backfill.workflows.WorkflowHarness;
import dev.backfill.workflows.backfill.BackfillWorkflow;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.partition.PartitionWorkflow;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.pull.WindowResult;
import dev.backfill.workflows.run.BackfillResult;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Workflows of a source that has a quota. Time passes only while a result is awaited: the test server skips it then. */
@Timeout(120)
abstract class QuotaRun {
    static final String PARTITION = WorkflowHarness.RUN + "/P1";

    final WorkflowHarness temporal = new WorkflowHarness();
    final Instant begin = now();
    final AtomicInteger refused = new AtomicInteger();
    int perDay;
    int left;
    Instant day = Instant.MIN;
    volatile Instant ended = Instant.MAX;

    /** When a partition or the run has ended: afterwards nothing is awaited, and the server skips as far as it can. */
    @BeforeEach
    void heed() {
        temporal.activities.ended = () -> ended = now();
    }

    @AfterEach
    void stop() {
        temporal.close();
    }

    static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60));
    }

    Instant now() {
        return Instant.ofEpochMilli(temporal.environment.currentTimeMillis());
    }

    Instant tomorrow() {
        return now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
    }

    /** Each activity of the source takes one request of this quota, or is refused until midnight. */
    void quota(int requestsPerDay) {
        perDay = requestsPerDay;
        temporal.activities.asked = what -> take();
        temporal.activities.pull = window -> {
            take();
            return new WindowResult(1, 1, 0, 0);
        };
    }

    synchronized void take() {
        Instant today = now().truncatedTo(ChronoUnit.DAYS);
        if (!today.equals(day)) {
            day = today;
            left = perDay;
        }
        if (left == 0) {
            refused.incrementAndGet();
            throw exhausted(tomorrow());
        }
        left--;
    }

    static ApplicationFailure exhausted(Instant until) {
        return ApplicationFailure.newNonRetryableFailure("no more requests", FailureType.QUOTA_EXHAUSTED.name(), until.toString());
    }

    static BackfillResult result(BackfillWorkflow workflow) {
        return WorkflowStub.fromTyped(workflow).getResult(BackfillResult.class);
    }

    /** Asks whether it has ended, again and again: to await its result would let time pass, before it has heard that it need not wait. */
    static void awaitEnd(BackfillWorkflow workflow) {
        patiently().until(() -> WorkflowStub.fromTyped(workflow).describe().getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
    }

    PartitionWorkflow partition(String id) {
        return temporal.environment.getWorkflowClient().newWorkflowStub(PartitionWorkflow.class, id);
    }

    String details(String id) {
        return WorkflowStub.fromTyped(partition(id)).query("__temporal_workflow_metadata", WorkflowMetadata.class).getCurrentDetails();
    }

    int activitiesUnderWay(String id) {
        return temporal.environment
                .getWorkflowClient()
                .getWorkflowServiceStubs()
                .blockingStub()
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(temporal.environment.getNamespace())
                        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(id))
                        .build())
                .getPendingActivitiesCount();
    }

    int events(String id, EventType type) {
        return (int) temporal.environment.getWorkflowClient().fetchHistory(id).getEvents().stream()
                .filter(event -> event.getEventType() == type)
                .count();
    }

    /** Under way, with a wait in the records of its partitions. */
    BackfillWorkflow waiting(int partitions, Instant until) {
        temporal.activities.partitions = partitions;
        temporal.activities.pull = window -> {
            if (window.kind() == WindowKind.RECORDS && now().isBefore(until)) {
                refused.incrementAndGet();
                throw exhausted(until);
            }
            return new WindowResult(1, 1, 0, 0);
        };
        BackfillWorkflow workflow = temporal.start(partitions, 2);
        patiently().until(() -> refused.get() >= partitions && until.equals(workflow.progress().waitingUntil()));
        return workflow;
    }
}
