package dev.backfill.workflows.backfill;

import dev.backfill.workflows.ActivityPolicies;
import dev.backfill.workflows.backfill.BackfillRequest.Continuation;
import dev.backfill.workflows.change.Changes;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.failure.Failures;
import dev.backfill.workflows.plan.PlanActivities;
import dev.backfill.workflows.quota.PartitionWait;
import dev.backfill.workflows.quota.QuotaWait;
import dev.backfill.workflows.run.BackfillResult;
import dev.backfill.workflows.run.RunActivities;
import dev.backfill.workflows.run.RunState;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans, runs the partitions side by side, and concludes. What signals ask for is done by the loop, between two waits. */
public class BackfillWorkflowImpl implements BackfillWorkflow {
    /** Keeps a history, with the partitions still under way, under 2,000 events. */
    private static final int LONG_HISTORY = 1_000;

    private final RunActivities runs = Workflow.newActivityStub(RunActivities.class, ActivityPolicies.bookkeeping());
    private final BackfillRequest request;
    private final Steering steering;
    private final PartitionRuns partitions;
    private final QuotaWait planning;
    private final RunDisplay display;

    @WorkflowInit
    public BackfillWorkflowImpl(BackfillRequest request) {
        this.request = request;
        Continuation continuation = request.continuation();
        steering = new Steering(
                request.parallelism(), continuation != null && continuation.paused(), request.requestsPerSecond());
        partitions = new PartitionRuns(request, runs);
        display = new RunDisplay(request.source(), partitions, this::waitingUntil);
        planning = new QuotaWait(request.source(), new SteeredPlanning(steering, this::steerPlanning, display::describe));
    }

    @Override
    public BackfillResult backfill(BackfillRequest ignored) {
        try {
            plan();
            runPartitions();
        } catch (TemporalFailure failure) {
            partitions.cancelAndAwait();
            boolean cancelled = Failures.isCancelled(failure);
            RunState outcome = cancelled ? RunState.CANCELLED : RunState.FAILED;
            String reason = cancelled ? "cancelled; what is stored stays" : Failures.messageOf(failure);
            Workflow.newDetachedCancellationScope(() -> finish(outcome, reason)).run();
            throw failure;
        }
        return conclude();
    }

    private void plan() {
        if (request.continuation() != null) {
            display.continues(steering.isPaused() ? RunState.PAUSED : RunState.RUNNING);
            return;
        }
        record(RunState.PLANNING);
        PlanActivities plans = Workflow.newActivityStub(PlanActivities.class, ActivityPolicies.planning(request.source()));
        partitions.planned(planning.retrying(() -> plans.planPartitions(request.runId())));
        record(RunState.RUNNING);
    }

    /** While the plan waits for a quota: partitions that could be left out are not known yet. */
    private void steerPlanning() {
        applyRate();
        if (steering.takePauseChange()) {
            record(steering.isPaused() ? RunState.PAUSED : RunState.PLANNING);
        }
    }

    private void runPartitions() {
        while (true) {
            applySteering();
            partitions.refill(isHistoryLong());
            if (!steering.isPaused()) {
                partitions.start(steering.parallelism());
            }
            if (partitions.isIdle() && !steering.isPaused() && !steering.isRetryOrSkipPending()) {
                break;
            }
            int parallelism = steering.parallelism();
            Workflow.await(() -> partitions.isAnyCompleted() || steering.isPending() || steering.parallelism() > parallelism);
            partitions.collect();
        }
        if (!partitions.isExhausted()) {
            Workflow.continueAsNew(request.continued(steering.parallelism(), partitions.continuation(steering.isPaused())));
        }
    }

    private void applyRate() {
        Double rate = steering.takeRateChange();
        if (rate != null) {
            runs.setRate(request.source(), rate);
        }
    }

    private void applySteering() {
        applyRate();
        if (steering.takePauseChange()) {
            partitions.forwardPause(steering.isPaused());
            record(steering.isPaused() ? RunState.PAUSED : RunState.RUNNING);
        }
        boolean retry = steering.takeRetry();
        if (retry && isRetryAndSkipKnown()) {
            partitions.reopenFailed();
        }
        for (PartitionSkip skip = steering.takeSkip(); skip != null; skip = steering.takeSkip()) {
            if (isRetryAndSkipKnown()) {
                skip(skip);
            }
        }
    }

    private void skip(PartitionSkip skip) {
        if (skip.isAmbiguous() && Workflow.getVersion(Changes.SKIP_NAMES_ONE, Workflow.DEFAULT_VERSION, 1) >= 1) {
            display.ignored("skipPartition, as it named both a partition and an ordinal");
        } else {
            partitions.skip(skip);
        }
    }

    private static boolean isRetryAndSkipKnown() {
        return Workflow.getVersion(Changes.RETRY_AND_SKIP, Workflow.DEFAULT_VERSION, 1) >= 1;
    }

    private static boolean isHistoryLong() {
        return Workflow.getInfo().isContinueAsNewSuggested() || Workflow.getInfo().getHistoryLength() > LONG_HISTORY;
    }

    private BackfillResult conclude() {
        Optional<String> stop = partitions.reasonToStop();
        BackfillResult result = finish(stop.isPresent() ? RunState.FAILED : null, stop.orElse(null));
        if (stop.isPresent()) {
            FailureType type = partitions.failureToStop();
            throw ApplicationFailure.newNonRetryableFailure(stop.get(), type.name());
        }
        return result;
    }

    private BackfillResult finish(@Nullable RunState outcome, @Nullable String reason) {
        BackfillResult result = runs.finish(request.runId(), outcome, reason);
        display.show(result.state());
        return result;
    }

    private void record(RunState next) {
        runs.recordState(request.runId(), next);
        display.show(next);
    }

    private @Nullable Instant waitingUntil() {
        return planning.until() == null ? partitions.waitingUntil() : planning.until();
    }

    @Override
    public void pause() {
        steering.pause();
    }

    @Override
    public void resume() {
        steering.resume();
    }

    @Override
    public void setRate(@Nullable RateChange change) {
        if (change != null) {
            steering.setRate(change.requestsPerSecond());
        }
    }

    @Override
    public void setParallelism(@Nullable ParallelismChange change) {
        if (change != null) {
            steering.setParallelism(change.partitions());
        }
    }

    @Override
    public void retryFailed() {
        steering.retryFailed();
    }

    @Override
    public void skipPartition(@Nullable PartitionSkip skip) {
        if (skip != null) {
            steering.skip(skip);
        }
    }

    @Override
    public void partitionWaits(@Nullable PartitionWait wait) {
        if (wait != null) {
            partitions.waits(wait);
            display.describe();
        }
    }

    @Override
    public Progress progress() {
        return partitions.progress(display.state(), steering.parallelism(), steering.rate(), waitingUntil());
    }
}
