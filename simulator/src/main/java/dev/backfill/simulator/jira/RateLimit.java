package dev.backfill.simulator.jira;

import dev.backfill.simulator.http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** A limit of requests in each second of the clock, told in headers whether it is enforced or not. */
public final class RateLimit {

    /** What the headers tell while there is no limit. */
    private static final int UNLIMITED = 100_000;

    private final InstantSource clock;
    private int limit;
    private Instant second = Instant.MIN;
    private int used;

    /** @param requestsPerSecond 0 means no limit */
    public RateLimit(int requestsPerSecond, InstantSource clock) {
        this.limit = requestsPerSecond;
        this.clock = clock;
    }

    /** Changes the limit; 0 takes it away. */
    public synchronized void set(int requestsPerSecond) {
        limit = requestsPerSecond;
        used = 0;
    }

    /** The limit; 0 means none. */
    public synchronized int get() {
        return limit;
    }

    /**
     * What a request found.
     *
     * @param refusal the answer when there were too many
     * @param headers for whatever the answer is
     */
    record Turn(Optional<Answer> refusal, Map<String, String> headers) {}

    synchronized Turn take() {
        Instant now = clock.instant();
        if (!now.truncatedTo(ChronoUnit.SECONDS).equals(second)) {
            second = now.truncatedTo(ChronoUnit.SECONDS);
            used = 0;
        }
        int most = limit == 0 ? UNLIMITED : limit;
        used++;
        boolean refused = limit > 0 && used > limit;
        int left = Math.max(0, most - used);
        Map<String, String> headers =
                Map.of("X-RateLimit-Limit", Integer.toString(most), "X-RateLimit-Remaining", Integer.toString(left));
        return new Turn(refused ? Optional.of(refusal(now)) : Optional.empty(), headers);
    }

    private Answer refusal(Instant now) {
        // A wait of zero seconds would be refused again within the same second.
        long wait = Math.max(1, Duration.between(now, second.plusSeconds(1)).toSeconds());
        return JiraErrors.throttled(429).with(Map.of("Retry-After", Long.toString(wait), "X-RateLimit-Reset", second.plusSeconds(1).toString()));
    }
}
