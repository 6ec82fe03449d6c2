package dev.backfill.workflows.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.workflows.TaskQueues;
import dev.backfill.workflows.WorkflowHarness;
import dev.backfill.workflows.backfill.BackfillWorkflow;
import dev.backfill.workflows.backfill.BackfillWorkflowImpl;
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
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.WorkflowReplayer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A quota that is used up is waited for durably, in sight of everybody, and as long as it takes. */
class QuotaWaitTest extends QuotaRun {
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
