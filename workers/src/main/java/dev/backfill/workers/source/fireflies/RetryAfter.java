package dev.backfill.workers.source.fireflies;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads {@code metadata.retryAfter}: milliseconds since 1970 as a rule; its form is not documented, so others are understood too. */
record RetryAfter(Clock clock) {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofDays(1).plusHours(1);
    /** In milliseconds this is the year 1973, and in seconds the year 5138. */
    private static final long LEAST_MILLISECONDS = 100_000_000_000L;
    /** A wait of so many seconds would be of 31 years; as an instant it is the year 2001. */
    private static final long LEAST_EPOCH_SECONDS = 1_000_000_000L;

    /** From now on; null if it says nothing. At least a tenth of a second, at most a day and an hour. */
    @Nullable Duration read(JsonNode value) {
        Duration wait = value.isString() ? ofText(value.stringValue().trim()) : value.isNumber() ? ofNumber(value.asLong(0)) : null;
        if (wait == null) {
            return null;
        }
        return wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private @Nullable Duration ofText(String text) {
        try {
            return text.matches("\\d{1,15}") ? ofNumber(Long.parseLong(text)) : Duration.between(clock.instant(), Instant.parse(text));
        } catch (DateTimeException neither) {
            return null;
        }
    }

    private Duration ofNumber(long number) {
        if (number >= LEAST_MILLISECONDS) {
            return Duration.between(clock.instant(), Instant.ofEpochMilli(number));
        }
        return number >= LEAST_EPOCH_SECONDS
                ? Duration.between(clock.instant(), Instant.ofEpochSecond(number))
                : Duration.ofSeconds(number);
    }
}
