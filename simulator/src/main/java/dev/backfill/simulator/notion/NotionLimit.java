package dev.backfill.simulator.notion;

import dev.backfill.simulator.http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** An average of requests in a second with some room for bursts. Nothing tells how much is left. */
public final class NotionLimit {

    /** So many seconds' worth may come at once. */
    private static final int BURST_SECONDS = 2;

    private final InstantSource clock;
    private int limit;
    private double tokens;
    private Instant last;

    /** @param requestsPerSecond 0 means no limit */
    public NotionLimit(int requestsPerSecond, InstantSource clock) {
        this.clock = clock;
        this.last = clock.instant();
        set(requestsPerSecond);
    }

    /** Changes the limit; 0 takes it away. */
    public synchronized void set(int requestsPerSecond) {
        limit = requestsPerSecond;
        tokens = (double) requestsPerSecond * BURST_SECONDS;
    }

    /** The limit; 0 means none. */
    public synchronized int get() {
        return limit;
    }

    /** Takes a turn; the refusal when there were too many. */
    synchronized Optional<Answer> take() {
        if (limit == 0) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        double earned = Duration.between(last, now).toMillis() / 1000.0 * limit;
        tokens = Math.min((double) limit * BURST_SECONDS, tokens + earned);
        last = now;
        if (tokens >= 1) {
            tokens--;
            return Optional.empty();
        }
        return Optional.of(NotionErrors.FORM.throttled(429).with("Retry-After", "1"));
    }
}
