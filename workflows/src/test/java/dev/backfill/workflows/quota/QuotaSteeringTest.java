package dev.backfill.workflows.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.workflows.backfill.BackfillWorkflow;
import dev.backfill.workflows.backfill.PartitionSkip;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.pull.WindowResult;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.PartitionState;
import io.temporal.activity.Activity;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What people do to a run that waits for its quota. */
class QuotaSteeringTest extends QuotaRun {
    @Test
    void cancellation_endsTheWaitAtOnce() {
        BackfillWorkflow workflow = waiting(2, tomorrow().plus(Duration.ofDays(30)));

        WorkflowStub.fromTyped(workflow).cancel();
        awaitEnd(workflow);

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
        awaitEnd(workflow);

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
        awaitEnd(workflow);

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
}
