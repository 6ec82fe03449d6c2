package dev.backfill.workflows.quota;

import dev.backfill.workflows.failure.Failures;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The wait for a source's quota: a durable timer, so that no worker is held and a restart of everything changes nothing. Several
 * workflows of a source wake at once; which of them may send is decided by the budget, and the others wait anew.
 */
public final class QuotaWait {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final String source;
    private final Steered steered;
    private @Nullable Instant until;

    /** The workflow that waits. */
    public interface Steered {
        /** Whether an operator wants something else than to go on waiting. Asked for again and again; may change nothing. */
        boolean isInterrupted();

        /** Does what is wanted, and returns when the workflow may go on. */
        void heed();

        /** A wait has begun or ended: {@link QuotaWait#describe} says which. */
        void show(@Nullable Instant until);
    }

    public QuotaWait(String source, Steered steered) {
        this.source = source;
        this.steered = steered;
    }

    /** Runs an activity again after each wait for a quota, until it ends otherwise. */
    public <T> T retrying(Supplier<T> activity) {
        while (true) {
            try {
                return activity.get();
            } catch (TemporalFailure failure) {
                await(Failures.quotaExhaustedUntil(failure).orElseThrow(() -> failure));
                steered.heed();
            }
        }
    }

    /** Returns at that instant, or when an operator wants something else; throws when the workflow is cancelled. */
    public void await(Instant instant) {
        until = instant;
        List<Promise<Void>> timers = new ArrayList<>();
        CancellationScope scope = Workflow.newCancellationScope(() -> timers.add(timer(instant)));
        scope.run();
        try {
            steered.show(instant);
            Workflow.await(() -> timers.getFirst().isCompleted() || steered.isInterrupted());
        } finally {
            until = null;
            scope.cancel("it is no longer waited for");
        }
        steered.show(null);
    }

    private Promise<Void> timer(Instant instant) {
        Duration left = Duration.between(Instant.ofEpochMilli(Workflow.currentTimeMillis()), instant);
        return Workflow.newTimer(
                left.compareTo(SHORTEST) < 0 ? SHORTEST : left,
                TimerOptions.newBuilder().setSummary(describe(source, instant)).build());
    }

    /** When the wait ends; null if there is none. */
    public @Nullable Instant until() {
        return until;
    }

    /** The wait for people, or {@code otherwise} if there is none. */
    public String describe(String otherwise) {
        Instant end = until;
        return end == null ? otherwise : describe(source, end);
    }

    /** Such as {@code waiting for fireflies quota until 2026-11-25T00:00:00Z}. */
    public static String describe(String source, Instant until) {
        return "waiting for " + source + " quota until " + until;
    }
}
