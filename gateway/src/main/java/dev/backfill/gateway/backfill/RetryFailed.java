package dev.backfill.gateway.backfill;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.store.failure.FailureFilter;
import dev.backfill.store.failure.FailureStore;
import dev.backfill.store.failure.RunFailure;
import dev.backfill.store.run.Idempotency;
import dev.backfill.store.run.Run;
import dev.backfill.store.run.RunScope;
import dev.backfill.store.run.RunScope.Selected;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.selection.FailedScope;
import dev.backfill.store.selection.SelectionStore;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Retries what failed in a run, and only that: within the run while it is under way, else by a run of its own. Blocks. */
@Component
class RetryFailed {
    private final ReadBackfills backfills;
    private final RunStore runs;
    private final FailedScope failed;
    private final FailureStore failures;
    private final SelectionStore selections;
    private final Idempotency idempotency;
    private final SteerBackfill steering;
    private final StartBackfill starts;
    private final PartStart parts;

    RetryFailed(
            ReadBackfills backfills,
            RunStore runs,
            FailedScope failed,
            FailureStore failures,
            SelectionStore selections,
            Idempotency idempotency,
            SteerBackfill steering,
            StartBackfill starts,
            PartStart parts) {
        this.backfills = backfills;
        this.runs = runs;
        this.failed = failed;
        this.failures = failures;
        this.selections = selections;
        this.idempotency = idempotency;
        this.steering = steering;
        this.starts = starts;
        this.parts = parts;
    }

    /**
     * The run itself if it is under way, else the one that retries it. Without a key, a retry that is under way is answered instead of
     * a second one being started.
     *
     * @throws ProblemException of status 409 if there is nothing to retry; else as a start or a signal does
     */
    AcceptedView retry(String id, Optional<String> key, SteerBackfill.By by) {
        Run run = backfills.require(id);
        if (!run.state().isFinal()) {
            return retryWithin(run, by);
        }
        Optional<Run> underWay = key.isEmpty() ? runs.findRetryUnderWay(id) : Optional.empty();
        if (underWay.isPresent()) {
            return AcceptedView.of(underWay.get().id(), underWay.get().source(), underWay.get().state());
        }
        // Under a key that was sent before, the run of then is answered, whatever there is to retry now.
        boolean repeated = key.isPresent() && idempotency.isKnown(by.principal(), key.get());
        RunScope scope = repeated ? RunScope.retry(id, List.of()) : scope(run);
        return starts.start(parts.of(run, "retry of " + id, scope), by.principal(), key, by.requestId());
    }

    /** What is dead in partitions under way is fetched again by these before they end. */
    private AcceptedView retryWithin(Run run, SteerBackfill.By by) {
        List<RunFailure> first = failures.list(new FailureFilter(run.id(), null, false, null, 1));
        if (first.isEmpty() || first.getFirst().state() == null) {
            throw nothing("No partition of the backfill has failed so far.");
        }
        return steering.retryFailed(run.id(), by);
    }

    private RunScope scope(Run run) {
        List<Selected> found = failed.of(run.id());
        if (!found.isEmpty()) {
            return RunScope.retry(run.id(), found);
        }
        if (failed.partitionsOf(run.id()).isEmpty() && !Boolean.TRUE.equals(run.verified())) {
            // It ended before it had a plan: all that it was to cover.
            RunScope all = RunScope.retry(run.id(), run.selective() ? selections.of(run.id()) : List.of());
            return run.selective() ? all : all.whole();
        }
        throw nothing("The backfill is " + run.state() + ", and nothing of it is left to retry.");
    }

    private static ProblemException nothing(String detail) {
        return new ProblemException(ProblemType.NOTHING_TO_RETRY, detail);
    }
}
