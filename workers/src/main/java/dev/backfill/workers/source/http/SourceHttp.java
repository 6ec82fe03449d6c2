package dev.backfill.workers.source.http;

import dev.backfill.store.budget.QuotaStanding;
import dev.backfill.store.budget.RequestBudget;
import dev.backfill.workers.observation.RequestOutcome;
import dev.backfill.workers.observation.WorkersMetrics;
import dev.backfill.workers.secret.Secrets;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends a source's requests within its shared budget. Waits as the vendor asks, and repeats what weather has spoilt a few
 * times.
 */
public class SourceHttp {
    private static final Duration NEAR_LIMIT_SPACING = Duration.ofMillis(250);

    private final Connection connection;
    private final HttpSettings settings;
    private final RequestBudget budget;
    private final Clock clock;
    private final String source;
    private final WorkersMetrics metrics;

    /** @param source its id */
    public SourceHttp(HttpSettings settings, RequestBudget budget, Clock clock, String source, WorkersMetrics metrics) {
        this.connection = new Connection(settings);
        this.settings = settings;
        this.budget = budget;
        this.clock = clock;
        this.source = source;
        this.metrics = metrics;
    }

    /**
     * Sends a request that only reads, until an answer can be used.
     *
     * @param request as the source wants it
     * @param read makes of the answer what is wanted, or throws what the answer means; {@link SourceException#throttled} has it wait,
     *     as an answer of status 429 has
     * @throws SourceException what {@code read} threw; {@code QUOTA_EXHAUSTED} for a wait that is too long to hold a window;
     *     {@code UNAVAILABLE} when no answer came
     */
    public <T> T exchange(HttpRequest request, Retries retries, Function<Answer, T> read) {
        request.headers().firstValue("Authorization").ifPresent(Secrets::holdAuthorization);
        int spoilt = 0;
        while (true) {
            try {
                T result = read(sendWithinBudget(request), read);
                budget.answered();
                return result;
            } catch (SourceException failure) {
                if (failure.type() == FailureType.THROTTLED) {
                    throttled(waitOf(failure), String.valueOf(failure.getMessage()));
                } else if (isWeather(failure) && ++spoilt <= retries.of(settings)) {
                    pause(backoff(spoilt));
                } else {
                    throw failure;
                }
            }
        }
    }

    /** @param after since the request was sent */
    private record Received(Answer answer, Duration after) {}

    /** Some vendors say with status 200 that they are asked too much, so that what became of a request is known once its answer is read. */
    private <T> T read(Received received, Function<Answer, T> read) {
        boolean throttled = false;
        try {
            return read.apply(received.answer());
        } catch (SourceException failure) {
            throttled = failure.type() == FailureType.THROTTLED;
            throw failure;
        } finally {
            metrics.requestEnded(source, RequestOutcome.of(received.answer().status(), throttled), received.after());
        }
    }

    private static boolean isWeather(SourceException failure) {
        return failure.type() == FailureType.UNAVAILABLE || failure.type() == FailureType.MALFORMED_ANSWER;
    }

    private @Nullable Duration waitOf(SourceException failure) {
        Duration wait = failure.notBefore()
                .map(until -> Duration.between(clock.instant(), until))
                .or(failure::retryAfter)
                .orElse(null);
        return wait == null ? null : RateHeaders.bounded(wait);
    }

    /** The request budget that holds now, in requests per second. */
    public double requestsPerSecond() {
        return budget.rate();
    }

    /** The quota and what is left of it, without a request; null if the source has none. */
    public @Nullable QuotaStanding quota() {
        return budget.quota();
    }

    private Duration backoff(int attempt) {
        long longest = settings.firstBackoff().toMillis() << Math.min(attempt - 1, 10);
        return Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    }

    private Received sendWithinBudget(HttpRequest request) {
        while (true) {
            awaitBudget();
            RequestMeter.count();
            long sent = System.nanoTime();
            Answer answer = sendObserved(request, sent);
            Duration after = since(sent);
            RateHeaders limits = new RateHeaders(answer, clock);
            boolean overload = answer.status() == 503 || answer.status() == 529;
            boolean later = answer.status() == 429 || (overload && limits.retryAfter().isPresent());
            if (!later) {
                heed(limits);
                return new Received(answer, after);
            }
            metrics.requestEnded(source, RequestOutcome.THROTTLED, after);
            throttled(limits.retryAfter().orElse(null), reason(answer));
        }
    }

    private static String reason(Answer answer) {
        return "the vendor answers " + answer.status() + answer.header("ratelimit-reason").map(reason -> ": " + reason).orElse("");
    }

    /** Holds every worker back. What asks next waits in {@link #awaitBudget}. */
    private void throttled(@Nullable Duration wait, String reason) {
        giveUpIfLong(budget.throttled(wait, reason));
    }

    private Answer sendObserved(HttpRequest request, long sent) {
        try {
            return connection.send(request);
        } catch (SourceException failure) {
            metrics.requestEnded(source, RequestOutcome.NO_ANSWER, since(sent));
            throw failure;
        }
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    private void heed(RateHeaders limits) {
        limits.untilResetIfExhausted().ifPresent(wait -> budget.throttled(wait, "the vendor's limit is used up"));
        if (limits.isNearLimit()) {
            budget.throttled(NEAR_LIMIT_SPACING, "near the vendor's limit");
        }
    }

    private void awaitBudget() {
        long asked = System.nanoTime();
        Duration wait = budget.take();
        try {
            while (wait.isPositive()) {
                giveUpIfLong(wait);
                pause(wait);
                wait = budget.take();
            }
        } finally {
            metrics.budgetAwaited(source, since(asked));
        }
    }

    private void giveUpIfLong(Duration wait) {
        if (wait.compareTo(settings.longestWait()) > 0) {
            Instant until = clock.instant().plusMillis(wait.toMillis() + 500).truncatedTo(ChronoUnit.SECONDS);
            throw SourceException.quotaExhausted(until, "no more requests may be sent to " + source + " until " + until);
        }
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException interrupted) {
            throw Connection.interrupted(interrupted);
        }
    }
}
