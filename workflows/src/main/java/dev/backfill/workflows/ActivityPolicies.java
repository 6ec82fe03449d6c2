package dev.backfill.workflows;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/**
 * Every timeout and retry of every activity. None has a maximum of attempts: weather passes, and what a human must mend is
 * thrown as a final failure (see {@code FailureType}), which no policy retries.
 */
public final class ActivityPolicies {
    /** A worker that says nothing for this long is taken for dead, and its window goes to another. */
    public static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(15);

    private static final RetryOptions WEATHER = RetryOptions.newBuilder()
            .setInitialInterval(Duration.ofSeconds(1))
            .setBackoffCoefficient(2)
            .setMaximumInterval(Duration.ofMinutes(1))
            .build();

    private ActivityPolicies() {}

    /** A few statements in PostgreSQL. */
    public static ActivityOptions bookkeeping() {
        return ActivityOptions.newBuilder()
                .setTaskQueue(TaskQueues.CONTROL)
                .setStartToCloseTimeout(Duration.ofSeconds(30))
                .setRetryOptions(RetryOptions.newBuilder(WEATHER).setMaximumInterval(Duration.ofSeconds(10)).build())
                .build();
    }

    /** Enumerating partitions, cutting windows, comparing sets: minutes at the most, with heartbeats. */
    public static ActivityOptions planning(String source) {
        return ofSource(source, Duration.ofMinutes(30)).build();
    }

    /** Estimating for a dry run: what has not become of it in half an hour is said in the plan, and asked for anew. */
    public static ActivityOptions estimating(String source) {
        return ofSource(source, Duration.ofMinutes(10)).setScheduleToCloseTimeout(Duration.ofMinutes(30)).build();
    }

    /** A few requests whose answer a caller waits for. Later than this, nobody does. */
    public static ActivityOptions answering(String source) {
        return ofSource(source, Duration.ofMinutes(1)).setScheduleToCloseTimeout(Duration.ofMinutes(1)).build();
    }

    /** One window. It may be long under a tight request budget; each attempt goes on from the saved cursor. */
    public static ActivityOptions pulling(String source, String summary) {
        return ofSource(source, Duration.ofHours(6)).setSummary(summary).build();
    }

    private static ActivityOptions.Builder ofSource(String source, Duration oneAttempt) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(TaskQueues.of(source))
                .setStartToCloseTimeout(oneAttempt)
                .setHeartbeatTimeout(HEARTBEAT_TIMEOUT)
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setRetryOptions(WEATHER);
    }
}
