package dev.backfill.simulator.fireflies;

import dev.backfill.simulator.fireflies.FirefliesOptions.Quota;
import dev.backfill.simulator.fireflies.error.ErrorCode;
import dev.backfill.simulator.fireflies.error.FirefliesError;
import dev.backfill.simulator.http.Answer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Requests a day and a minute on one key, in windows that start with the clock's own: a day at midnight UTC. Every
 * answer tells what is left, as the vendor's own client reads it (github.com/firefliesai/fireflies-node-sdk).
 */
public final class FirefliesQuota {

    private static final long MINUTE = 60_000;

    private final InstantSource clock;
    private Quota quota;
    private long day = -1;
    private long minute = -1;
    private int usedToday;
    private int usedThisMinute;

    /** @param quota until another is set */
    public FirefliesQuota(Quota quota, InstantSource clock) {
        this.quota = quota;
        this.clock = clock;
    }

    /** Changes the limits and starts counting again. */
    public synchronized void set(Quota other) {
        quota = other;
        usedToday = 0;
        usedThisMinute = 0;
    }

    /** What is enforced now. */
    public synchronized Quota get() {
        return quota;
    }

    /** Accepted requests since the day began. */
    public synchronized int usedToday() {
        roll(clock.millis());
        return usedToday;
    }

    /**
     * What a request found.
     *
     * @param refusal the answer when a limit was used up; refused requests cost nothing
     * @param headers for whatever the answer is
     */
    record Turn(Optional<Answer> refusal, Map<String, String> headers) {}

    synchronized Turn take() {
        long now = clock.millis();
        roll(now);
        boolean dayIsUsedUp = quota.perDay() > 0 && usedToday >= quota.perDay();
        boolean minuteIsUsedUp = quota.perMinute() > 0 && usedThisMinute >= quota.perMinute();
        if (dayIsUsedUp || minuteIsUsedUp) {
            long end = dayIsUsedUp ? (day + 1) * quota.day().toMillis() : (minute + 1) * MINUTE;
            return new Turn(Optional.of(refusal(end, now)), headers(now));
        }
        usedToday++;
        usedThisMinute++;
        return new Turn(Optional.empty(), headers(now));
    }

    private void roll(long now) {
        if (now / quota.day().toMillis() != day) {
            day = now / quota.day().toMillis();
            usedToday = 0;
        }
        if (now / MINUTE != minute) {
            minute = now / MINUTE;
            usedThisMinute = 0;
        }
    }

    private Map<String, String> headers(long now) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (quota.perMinute() > 0) {
            window(headers, "-api_burst", quota.perMinute(), usedThisMinute, (minute + 1) * MINUTE - now);
            window(headers, "", quota.perMinute(), usedThisMinute, (minute + 1) * MINUTE - now);
        }
        if (quota.perDay() > 0) {
            window(headers, "-api", quota.perDay(), usedToday, (day + 1) * quota.day().toMillis() - now);
            window(headers, "", quota.perDay(), usedToday, (day + 1) * quota.day().toMillis() - now);
        }
        return headers;
    }

    private static void window(Map<String, String> headers, String suffix, int limit, int used, long untilReset) {
        headers.put("X-RateLimit-Limit" + suffix, Integer.toString(limit));
        headers.put("X-RateLimit-Remaining" + suffix, Integer.toString(Math.max(0, limit - used)));
        headers.put("X-RateLimit-Reset" + suffix, Long.toString(seconds(untilReset)));
    }

    private Answer refusal(long end, long now) {
        String time = DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.ofEpochMilli(end).atZone(ZoneOffset.UTC));
        Answer answer = FirefliesErrors.beside(quota.status(), FirefliesError.of(ErrorCode.TOO_MANY_REQUESTS)
                .with("Too many requests. Please retry after %s (UTC)".formatted(time))
                .with(Map.of("retryAfter", end)), null);
        return quota.status() == 429 ? answer.with("Retry-After", Long.toString(seconds(end - now))) : answer;
    }

    /** Rounded up: whoever waits that long is not refused again. */
    private static long seconds(long milliseconds) {
        return Math.max(1, (milliseconds + 999) / 1_000);
    }
}
