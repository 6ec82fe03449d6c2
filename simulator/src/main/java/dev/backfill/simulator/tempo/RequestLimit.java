package dev.backfill.simulator.tempo;

import dev.backfill.simulator.http.Answer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A limit of requests in each second of the clock. A refusal says when to come back only if it is set to. */
public final class RequestLimit {

    private final InstantSource clock;
    private Setting setting;
    private Instant second = Instant.MIN;
    private int used;

    /** @param clock tells seconds apart */
    public RequestLimit(Setting setting, InstantSource clock) {
        this.setting = setting;
        this.clock = clock;
    }

    /**
     * How much is allowed.
     *
     * @param requestsPerSecond 0 means no limit
     * @param retryAfter whether refusals have the header
     */
    public record Setting(int requestsPerSecond, boolean retryAfter) {}

    /** Changes it. */
    public synchronized void set(Setting wanted) {
        setting = wanted;
        used = 0;
    }

    /** What holds now. */
    public synchronized Setting get() {
        return setting;
    }

    /** The answer when there were too many. */
    synchronized Optional<Answer> take() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (!now.equals(second)) {
            second = now;
            used = 0;
        }
        used++;
        if (setting.requestsPerSecond() == 0 || used <= setting.requestsPerSecond()) {
            return Optional.empty();
        }
        Answer refusal = TempoErrors.FORM.throttled(429);
        return Optional.of(setting.retryAfter() ? refusal.with("Retry-After", "1") : refusal);
    }
}
