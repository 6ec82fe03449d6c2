package dev.backfill.workflows.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.backfill.workflows.WorkflowHarness;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.pull.WindowResult;
import dev.backfill.workflows.run.BackfillResult;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.PartitionState;
import io.temporal.activity.Activity;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class BackfillWorkflowTest {
    private final WorkflowHarness temporal = new WorkflowHarness();
    private final AtomicBoolean held = new AtomicBoolean(true);

    @AfterEach
    void stop() {
        held.set(false);
        temporal.close();
    }

    private BackfillResult result(BackfillWorkflow workflow) {
        return WorkflowStub.fromTyped(workflow).getResult(BackfillResult.class);
    }

    /** Pulls of records last until released, with heartbeats, as a slow source's do. */
    private void holdRecords() {
        temporal.activities.pull = window -> {
            while (window.kind() == WindowKind.RECORDS && held.get()) {
                Activity.getExecutionContext().heartbeat("held");
                Thread.onSpinWait();
            }
            return new WindowResult(1, 1, 0, 0);
        };
    }

    private void awaitPulling(int windows) {
        await().until(() -> temporal.activities.pullingNow.get() == windows);
    }

    @Test
    void everyPartition_isPulledAndConcluded_andTheRunCompletes() {
        temporal.activities.partitions = 3;
        temporal.activities.windows = 2;

        BackfillResult result = result(temporal.start(2, 2));

        assertThat(result.state()).isEqualTo(RunState.COMPLETED);
        assertThat(temporal.activities.finishedPartitions).hasSize(3).allSatisfy((ordinal, partition) ->
                assertThat(partition.state()).isEqualTo(PartitionState.VERIFIED));
        assertThat(Collections.frequency(temporal.activities.calls, "pull RECORDS")).isEqualTo(6);
        assertThat(temporal.activities.calls).startsWith("state PLANNING", "plan partitions", "state RUNNING").endsWith("finish null");
    }

    @Test
    void noMorePartitionsThanTheParallelism_areUnderWay_untilASignalRaisesIt() {
        temporal.activities.partitions = 6;
        holdRecords();
        BackfillWorkflow workflow = temporal.start(2, 1);
        awaitPulling(2);
        assertThat(workflow.progress().partitionsRunning()).hasSize(2);

        workflow.setParallelism(new ParallelismChange(4));
        awaitPulling(4);
        workflow.setParallelism(new ParallelismChange(0));
        workflow.setParallelism(new ParallelismChange(1_000));
        assertThat(workflow.progress().parallelism()).isEqualTo(4);

        held.set(false);
        result(workflow);
        assertThat(temporal.activities.mostPullingAtOnce.get()).isEqualTo(4);
    }

    @Test
    void partitionsOfASourceThatCountsOverThem_goOneAfterTheOther_whateverTheParallelism() {
        temporal.activities.partitions = 4;
        BackfillRequest many = WorkflowHarness.request(4, 1);

        result(temporal.start(new BackfillRequest(many.runId(), "fireflies", many.range(), many.parameters(), 4, 1, null, null)));

        assertThat(temporal.activities.finishedPartitions).hasSize(4);
        assertThat(temporal.activities.mostPullingAtOnce.get()).isEqualTo(1);
    }

    @Test
    void pause_stopsWhatIsUnderWay_andResumeGoesOn() {
        temporal.activities.partitions = 2;
        temporal.activities.windows = 3;
        holdRecords();
        BackfillWorkflow workflow = temporal.start(2, 1);
        awaitPulling(2);

        workflow.pause();
        awaitPulling(0);
        await().until(() -> workflow.progress().state() == RunState.PAUSED);
        assertThat(temporal.activities.finishedPartitions).isEmpty();

        held.set(false);
        workflow.resume();
        assertThat(result(workflow).state()).isEqualTo(RunState.COMPLETED);
        assertThat(Collections.frequency(temporal.activities.calls, "pull RECORDS")).isEqualTo(6);
        assertThat(temporal.activities.calls).containsSubsequence("state RUNNING", "state PAUSED", "state RUNNING", "finish null");
    }

    @Test
    void rate_isAppliedOnce_andNonsenseIsIgnored() {
        holdRecords();
        BackfillWorkflow workflow = temporal.start(1, 1);
        awaitPulling(1);

        workflow.setRate(new RateChange(5));
        workflow.setRate(new RateChange(-1));
        workflow.setRate(new RateChange(1e9));
        await().until(() -> temporal.activities.calls.contains("rate 5.0"));
        assertThat(workflow.progress().requestsPerSecond()).isEqualTo(5.0);
        held.set(false);
        result(workflow);
        assertThat(temporal.activities.calls).filteredOn(call -> call.startsWith("rate")).containsExactly("rate 5.0");
    }

    @Test
    void cancellation_stopsThePulls_recordsTheRunAndItsPartitions() {
        temporal.activities.partitions = 3;
        holdRecords();
        BackfillWorkflow workflow = temporal.start(2, 1);
        awaitPulling(2);

        WorkflowStub.fromTyped(workflow).cancel();

        assertThatThrownBy(() -> result(workflow))
                .isInstanceOf(WorkflowFailedException.class)
                .hasCauseInstanceOf(CanceledFailure.class);
        assertThat(temporal.activities.pullingNow.get()).isZero();
        assertThat(temporal.activities.calls).endsWith("finish CANCELLED");
        assertThat(temporal.activities.finishedPartitions).hasSize(2).allSatisfy((ordinal, partition) ->
                assertThat(partition.state()).isEqualTo(PartitionState.CANCELLED));
    }

    @Test
    void skippedPartition_thatWaits_isNeverBegun_andTheRunEndsWell() {
        temporal.activities.partitions = 3;
        holdRecords();
        BackfillWorkflow workflow = temporal.start(1, 1);
        awaitPulling(1);

        workflow.skipPartition(new PartitionSkip("P2", null, "admin"));
        workflow.skipPartition(new PartitionSkip(null, 99, "admin"));
        workflow.skipPartition(new PartitionSkip(" ", null, null));
        workflow.skipPartition(new PartitionSkip("P3", 3, "names it twice"));
        await().until(() -> workflow.progress().partitionsDone() == 1);
        held.set(false);

        assertThat(result(workflow).state()).isEqualTo(RunState.COMPLETED);
        assertThat(temporal.activities.finishedPartitions.get(2).state()).isEqualTo(PartitionState.SKIPPED);
        assertThat(temporal.activities.finishedPartitions.get(2).reason()).isEqualTo("left out by admin");
        assertThat(Collections.frequency(temporal.activities.calls, "pull RECORDS")).isEqualTo(2);
        assertThat(workflow.progress().partitionsDone()).isEqualTo(3);
        assertThat(temporal.activities.finishedPartitions.get(3).state()).isEqualTo(PartitionState.VERIFIED);
    }

    @Test
    void skippedPartition_thatHangs_isStopped_andTheOthersGoOn() {
        temporal.activities.partitions = 3;
        temporal.activities.pull = window -> {
            while (window.id() / 100_000 == 1 && held.get()) {
                Activity.getExecutionContext().heartbeat("hangs");
                Thread.onSpinWait();
            }
            return new WindowResult(1, 1, 0, 0);
        };
        BackfillWorkflow workflow = temporal.start(1, 1);
        awaitPulling(1);

        workflow.skipPartition(new PartitionSkip(null, 1, "someone@example.com"));

        assertThat(result(workflow).state()).isEqualTo(RunState.COMPLETED);
        assertThat(temporal.activities.finishedPartitions.get(1).state()).isEqualTo(PartitionState.SKIPPED);
        assertThat(temporal.activities.finishedPartitions.get(1).reason()).isEqualTo("left out by an operator");
        assertThat(temporal.activities.finishedPartitions.get(3).state()).isEqualTo(PartitionState.VERIFIED);
    }

    @Test
    void retryFailed_runsFailedPartitionsAgain_whileOthersAreUnderWay() {
        temporal.activities.partitions = 3;
        AtomicBoolean visible = new AtomicBoolean();
        temporal.activities.pull = window -> {
            if (window.id() / 100_000 == 1 && !visible.get()) {
                throw ApplicationFailure.newNonRetryableFailure("no longer visible", FailureType.ACCESS_LOST.name());
            }
            while (window.id() / 100_000 == 2 && held.get()) {
                Activity.getExecutionContext().heartbeat("held");
                Thread.onSpinWait();
            }
            return new WindowResult(1, 1, 0, 0);
        };
        BackfillWorkflow workflow = temporal.start(3, 1);
        await().until(() -> workflow.progress().partitionsDone() == 2);
        assertThat(temporal.activities.finishedPartitions.get(1).state()).isEqualTo(PartitionState.ACCESS_LOST);

        visible.set(true);
        workflow.retryFailed();
        await().until(() -> temporal.activities.finishedPartitions.containsKey(1)
                && temporal.activities.finishedPartitions.get(1).state() == PartitionState.VERIFIED);
        workflow.retryFailed();
        held.set(false);

        assertThat(result(workflow).state()).isEqualTo(RunState.COMPLETED);
        assertThat(temporal.activities.finishedPartitions).hasSize(3).allSatisfy((ordinal, partition) ->
                assertThat(partition.state()).isEqualTo(PartitionState.VERIFIED));
        assertThat(temporal.activities.calls).contains("reopen [1]");
        assertThat(workflow.progress().partitionsDone()).isEqualTo(3);
    }

    @Test
    void finalFailureOfOnePartition_leavesTheOthersAlone() {
        temporal.activities.partitions = 3;
        temporal.activities.pull = window -> {
            if (window.id() / 100_000 == 2) {
                throw ApplicationFailure.newNonRetryableFailure("no longer visible", FailureType.ACCESS_LOST.name());
            }
            return new WindowResult(1, 1, 0, 0);
        };

        result(temporal.start(3, 1));

        assertThat(temporal.activities.finishedPartitions.get(2).state()).isEqualTo(PartitionState.ACCESS_LOST);
        assertThat(temporal.activities.finishedPartitions.get(1).state()).isEqualTo(PartitionState.VERIFIED);
        assertThat(temporal.activities.finishedPartitions.get(3).state()).isEqualTo(PartitionState.VERIFIED);
    }

    @Test
    void refusedCredentials_endTheRun_withTheReason() {
        temporal.activities.partitions = 5;
        CountDownLatch first = new CountDownLatch(1);
        temporal.activities.pull = window -> {
            first.countDown();
            throw ApplicationFailure.newNonRetryableFailure("check the token", FailureType.AUTHENTICATION.name());
        };

        assertThatThrownBy(() -> result(temporal.start(1, 1)))
                .isInstanceOf(WorkflowFailedException.class)
                .cause()
                .hasMessageContaining("check the token");
        assertThat(temporal.activities.calls).endsWith("finish FAILED");
        assertThat(temporal.activities.finishedPartitions).containsOnlyKeys(1);
    }

    @Test
    void weather_isRetriedUntilItPasses() {
        AtomicBoolean failed = new AtomicBoolean();
        temporal.activities.pull = window -> {
            if (failed.compareAndSet(false, true)) {
                throw ApplicationFailure.newFailure("503", FailureType.UNAVAILABLE.name());
            }
            return new WindowResult(1, 1, 0, 0);
        };

        assertThat(result(temporal.start(1, 1)).state()).isEqualTo(RunState.COMPLETED);
    }

    @Test
    void manyPartitions_continueAsNew_andNoHistoryIsLong() {
        temporal.activities.partitions = 240;

        BackfillResult result = result(temporal.start(8, 1));

        assertThat(result.state()).isEqualTo(RunState.COMPLETED);
        assertThat(temporal.activities.finishedPartitions).hasSize(240);
        long events = temporal.environment
                .getWorkflowClient()
                .fetchHistory(WorkflowHarness.RUN)
                .getEvents()
                .size();
        assertThat(events).isLessThan(2_000);
        assertThat(Collections.frequency(temporal.activities.calls, "plan partitions")).isEqualTo(1);
        assertThat(firstRun()).isNotEqualTo(lastRun());
    }

    private String firstRun() {
        return temporal.environment
                .getWorkflowClient()
                .fetchHistory(WorkflowHarness.RUN)
                .getHistory()
                .getEvents(0)
                .getWorkflowExecutionStartedEventAttributes()
                .getFirstExecutionRunId();
    }

    private String lastRun() {
        return temporal.environment
                .getWorkflowClient()
                .fetchHistory(WorkflowHarness.RUN)
                .getHistory()
                .getEvents(0)
                .getWorkflowExecutionStartedEventAttributes()
                .getOriginalExecutionRunId();
    }
}
