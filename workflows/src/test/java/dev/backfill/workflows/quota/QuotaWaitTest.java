package dev.backfill.workflows.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.backfill.workflows.TaskQueues;
import dev.backfill.workflows.WorkflowHarness;
import dev.backfill.workflows.backfill.BackfillWorkflow;
import dev.backfill.workflows.backfill.BackfillWorkflowImpl;
import dev.backfill.workflows.backfill.PartitionSkip;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.partition.PartitionRequest;
import dev.backfill.workflows.partition.PartitionWorkflow;
import dev.backfill.workflows.partition.PartitionWorkflowImpl;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.pull.WindowResult;
import dev.backfill.workflows.run.BackfillResult;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import io.temporal.activity.Activity;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.WorkflowReplayer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Time passes only while a result is awaited: the test server skips it then. */
@Timeout(120)
class QuotaWaitTest {
    private static final String PARTITION = WorkflowHarness.RUN + "/P1";

    private final WorkflowHarness temporal = new WorkflowHarness();
    private final Instant begin = now();
    private final AtomicInteger refused = new AtomicInteger();
    private int perDay;
    private int left;
    private Instant day = Instant.MIN;
    private volatile Instant ended = Instant.MAX;

    /** When a partition or the run has ended: afterwards nothing is awaited, and the server skips as far as it can. */
    @BeforeEach
    void heed() {
        temporal.activities.ended = () -> ended = now();
    }

    @AfterEach
    void stop() {
        temporal.close();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60));
    }

    private Instant now() {
        return Instant.ofEpochMilli(temporal.environment.currentTimeMillis());
    }

    private Instant tomorrow() {
        return now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
    }

    /** Each activity of the source takes one request of this quota, or is refused until midnight. */
    private void quota(int requestsPerDay) {
        perDay = requestsPerDay;
        temporal.activities.asked = what -> take();
        temporal.activities.pull = window -> {
            take();
            return new WindowResult(1, 1, 0, 0);
        };
    }

    private synchronized void take() {
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

    private static ApplicationFailure exhausted(Instant until) {
        return ApplicationFailure.newNonRetryableFailure("no more requests", FailureType.QUOTA_EXHAUSTED.name(), until.toString());
    }

    private static BackfillResult result(BackfillWorkflow workflow) {
        return WorkflowStub.fromTyped(workflow).getResult(BackfillResult.class);
    }

    private PartitionWorkflow partition(String id) {
        return temporal.environment.getWorkflowClient().newWorkflowStub(PartitionWorkflow.class, id);
    }

    private String details(String id) {
        return WorkflowStub.fromTyped(partition(id)).query("__temporal_workflow_metadata", WorkflowMetadata.class).getCurrentDetails();
    }

    private int activitiesUnderWay(String id) {
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

    private int events(String id, EventType type) {
        return (int) temporal.environment.getWorkflowClient().fetchHistory(id).getEvents().stream()
                .filter(event -> event.getEventType() == type)
                .count();
    }

    /** Under way, with a wait in the records of its partitions. */
    private BackfillWorkflow waiting(int partitions, Instant until) {
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

    @Test
    void smallQuota_isSpentDayByDay_andEveryStepIsDoneOnce() {
        temporal.activities.partitions = 2;
        temporal.activities.windows = 3;
        temporal.activities.differences = 1;
        quota(3);

        BackfillResult result = result(temporal.start(2, 2));

        assertThat(result.state()).isEqualTo(RunState.COMPLETED);
        // 1 plan, and for each partition a census, its cut, 3 windows, changes, final census, comparison, refetch and conclusion.
        int requests = 1 + 2 * 10;
        // On as many days, of which the first and the last are not whole.
        assertThat(Duration.between(begin, ended)).isBetween(Duration.ofDays(requests / 3 - 2), Duration.ofDays(requests / 3));
        assertThat(Collections.frequency(temporal.activities.calls, "plan partitions")).isEqualTo(1);
        assertThat(Collections.frequency(temporal.activities.calls, "pull RECORDS")).isEqualTo(6);
        assertThat(Collections.frequency(temporal.activities.calls, "conclude")).isEqualTo(2);
        assertThat(temporal.activities.finishedPartitions).hasSize(2).allSatisfy((ordinal, partition) ->
                assertThat(partition.state()).isEqualTo(PartitionState.VERIFIED));
    }

    /** Whoever takes a waiting workflow over, or wakes after a deploy, comes to the same commands. */
    @Test
    void waitsReplay() throws Exception {
        temporal.activities.windows = 3;
        quota(3);
        BackfillWorkflow workflow = temporal.start(1, 2);
        patiently().until(() -> workflow.progress().waitingUntil() != null);
        workflow.pause();
        patiently().until(() -> workflow.progress().state() == RunState.PAUSED && workflow.progress().waitingUntil() == null);
        workflow.resume();
        result(workflow);

        for (String id : List.of(WorkflowHarness.RUN, PARTITION)) {
            assertThat(events(id, EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED)).isEqualTo(1);
            WorkflowReplayer.replayWorkflowExecution(
                    temporal.environment.getWorkflowClient().fetchHistory(id), BackfillWorkflowImpl.class, PartitionWorkflowImpl.class);
        }
        assertThat(events(PARTITION, EventType.EVENT_TYPE_TIMER_FIRED)).isPositive();
        assertThat(events(PARTITION, EventType.EVENT_TYPE_TIMER_CANCELED)).isEqualTo(1);
    }

    @Test
    void planning_waits_andShowsIt() {
        Instant until = tomorrow();
        temporal.activities.asked = what -> {
            if (now().isBefore(until)) {
                throw exhausted(until);
            }
        };
        BackfillWorkflow workflow = temporal.start(1, 1);
        patiently().until(() -> until.equals(workflow.progress().waitingUntil()));
        assertThat(workflow.progress().state()).isEqualTo(RunState.PLANNING);
        assertThat(details(WorkflowHarness.RUN)).startsWith("planning").endsWith("waiting for jira quota until " + until);

        workflow.pause();
        patiently().until(() -> workflow.progress().state() == RunState.PAUSED && workflow.progress().waitingUntil() == null);
        workflow.resume();
        patiently().until(() -> until.equals(workflow.progress().waitingUntil()));
        assertThat(workflow.progress().state()).isEqualTo(RunState.PLANNING);

        assertThat(result(workflow).state()).isEqualTo(RunState.COMPLETED);
        assertThat(workflow.progress().waitingUntil()).isNull();
    }

    @Test
    void wait_isSeenEverywhere_andHoldsNoWorker() {
        Instant until = tomorrow();
        BackfillWorkflow workflow = waiting(2, until);
        String what = "waiting for jira quota until " + until;

        assertThat(partition(PARTITION).progress().step()).isEqualTo(what);
        assertThat(details(PARTITION)).isEqualTo("P1: " + what);
        assertThat(details(WorkflowHarness.RUN)).startsWith("running").endsWith(what);
        assertThat(activitiesUnderWay(PARTITION)).isZero();
        assertThat(temporal.activities.pullingNow).hasValue(0);
        assertThat(temporal.activities.finishedPartitions).isEmpty();

        assertThat(result(workflow).state()).isEqualTo(RunState.COMPLETED);
        assertThat(ended).isBetween(until, until.plus(Duration.ofHours(1)));
        assertThat(workflow.progress().waitingUntil()).isNull();
        assertThat(details(WorkflowHarness.RUN)).doesNotContain("waiting");
        assertThat(partition(PARTITION).progress().step()).isEqualTo("verified");
    }

    @Test
    void cancellation_endsTheWaitAtOnce() {
        BackfillWorkflow workflow = waiting(2, tomorrow().plus(Duration.ofDays(30)));

        WorkflowStub.fromTyped(workflow).cancel();

        assertThatThrownBy(() -> result(workflow)).isInstanceOf(WorkflowFailedException.class).hasCauseInstanceOf(CanceledFailure.class);
        assertThat(Duration.between(begin, ended)).isLessThan(Duration.ofHours(1));
        assertThat(temporal.activities.finishedPartitions).hasSize(2).allSatisfy((ordinal, partition) ->
                assertThat(partition.state()).isEqualTo(PartitionState.CANCELLED));
    }

    @Test
    void cancellation_endsTheWaitOfThePlanAtOnce() {
        temporal.activities.asked = what -> {
            throw exhausted(tomorrow().plus(Duration.ofDays(30)));
        };
        BackfillWorkflow workflow = temporal.start(1, 1);
        patiently().until(() -> workflow.progress().waitingUntil() != null);

        WorkflowStub.fromTyped(workflow).cancel();

        assertThatThrownBy(() -> result(workflow)).hasCauseInstanceOf(CanceledFailure.class);
        assertThat(Duration.between(begin, ended)).isLessThan(Duration.ofHours(1));
        assertThat(temporal.activities.calls).endsWith("finish CANCELLED");
    }

    @Test
    void pause_endsTheWait_andResumeAsksAgain() {
        Instant until = tomorrow();
        BackfillWorkflow workflow = waiting(1, until);
        int before = refused.get();

        workflow.pause();
        patiently().until(() -> partition(PARTITION).progress().paused() && workflow.progress().waitingUntil() == null);
        assertThat(partition(PARTITION).progress().step()).isEqualTo("pulling records");
        assertThat(refused).hasValue(before);
        assertThat(events(PARTITION, EventType.EVENT_TYPE_TIMER_CANCELED)).isEqualTo(1);

        workflow.resume();
        patiently().until(() -> until.equals(workflow.progress().waitingUntil()));
        assertThat(refused.get()).isGreaterThan(before);
        assertThat(result(workflow).state()).isEqualTo(RunState.COMPLETED);
        assertThat(ended).isBetween(until, until.plus(Duration.ofHours(1)));
    }

    @Test
    void skippedPartition_waitsNoLonger() {
        BackfillWorkflow workflow = waiting(1, tomorrow().plus(Duration.ofDays(30)));

        workflow.skipPartition(new PartitionSkip("P1", null, "admin"));

        assertThat(result(workflow).state()).isEqualTo(RunState.COMPLETED);
        assertThat(Duration.between(begin, ended)).isLessThan(Duration.ofHours(1));
        assertThat(temporal.activities.finishedPartitions.get(1).state()).isEqualTo(PartitionState.SKIPPED);
    }

    @Test
    void windowsUnderWay_areNotCancelled_whenAnotherFindsTheQuotaUsedUp() {
        Instant until = tomorrow();
        AtomicBoolean held = new AtomicBoolean(true);
        AtomicBoolean cancelled = new AtomicBoolean();
        temporal.activities.windows = 2;
        temporal.activities.pull = window -> {
            if (window.kind() == WindowKind.RECORDS && window.id() % 2 == 0 && now().isBefore(until)) {
                refused.incrementAndGet();
                throw exhausted(until);
            }
            while (window.kind() == WindowKind.RECORDS && window.id() % 2 == 1 && held.get()) {
                try {
                    Activity.getExecutionContext().heartbeat("asks");
                } catch (RuntimeException stopped) {
                    cancelled.set(true);
                    throw stopped;
                }
                Thread.onSpinWait();
            }
            return new WindowResult(1, 1, 0, 0);
        };
        BackfillWorkflow workflow = temporal.start(1, 2);
        patiently().until(() -> refused.get() == 1 && temporal.activities.pullingNow.get() == 1);
        patiently().until(() -> events(PARTITION, EventType.EVENT_TYPE_ACTIVITY_TASK_FAILED) == 1);
        assertThat(workflow.progress().waitingUntil()).isNull();

        held.set(false);
        patiently().until(() -> until.equals(workflow.progress().waitingUntil()));
        assertThat(cancelled).isFalse();
        assertThat(temporal.activities.calls).containsOnlyOnce("pull RECORDS");

        assertThat(result(workflow).state()).isEqualTo(RunState.COMPLETED);
        assertThat(Collections.frequency(temporal.activities.calls, "pull RECORDS")).isEqualTo(2);
        assertThat(refused).hasValue(1);
    }

    @Test
    void signalSentByHand_isHarmless() {
        BackfillWorkflow workflow = waiting(1, tomorrow());
        Instant until = workflow.progress().waitingUntil();

        workflow.partitionWaits(new PartitionWait("unknown", tomorrow().minus(Duration.ofDays(9))));
        workflow.partitionWaits(new PartitionWait(null, null));
        WorkflowStub.fromTyped(workflow).signal(PartitionWait.SIGNAL);
        assertThat(workflow.progress().waitingUntil()).isEqualTo(until);

        assertThat(result(workflow).state()).isEqualTo(RunState.COMPLETED);
    }

    /** A run by itself, so that its id is known through all of its continuations. */
    private PartitionResult alone() {
        PartitionWorkflow workflow = temporal.environment
                .getWorkflowClient()
                .newWorkflowStub(
                        PartitionWorkflow.class,
                        WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.CONTROL).setWorkflowId("alone").build());
        PartitionReference reference = new PartitionReference("run", "jira", 1, "P1");
        WorkflowClient.start(workflow::pullPartition, new PartitionRequest(reference, 4, false, false));
        return WorkflowStub.fromTyped(workflow).getResult(PartitionResult.class);
    }

    @Test
    void manyWaits_continueAsNew_andLoseNothing() {
        temporal.activities.windows = 400;
        quota(5);

        assertThat(alone().state()).isEqualTo(PartitionState.VERIFIED);
        assertThat(Collections.frequency(temporal.activities.calls, "pull RECORDS")).isEqualTo(400);
        assertThat(Collections.frequency(temporal.activities.calls, "plan windows")).isEqualTo(1);
        assertThat(Duration.between(begin, ended)).isGreaterThan(Duration.ofDays(79));
        assertThat(temporal.environment.getWorkflowClient().fetchHistory("alone").getEvents()).hasSizeLessThan(2_000);
    }

    @Test
    void censusOfManyDays_continuesAsNew() {
        AtomicInteger pages = new AtomicInteger();
        temporal.activities.pull = window -> {
            if (window.kind() == WindowKind.CENSUS && pages.incrementAndGet() <= 150) {
                throw exhausted(tomorrow());
            }
            return new WindowResult(1, 1, 0, 0);
        };

        assertThat(alone().state()).isEqualTo(PartitionState.VERIFIED);
        assertThat(Duration.between(begin, ended)).isGreaterThan(Duration.ofDays(148));
        assertThat(Collections.frequency(temporal.activities.calls, "pull CENSUS")).isEqualTo(1);
        assertThat(temporal.environment.getWorkflowClient().fetchHistory("alone").getEvents()).hasSizeLessThan(1_400);
    }
}
