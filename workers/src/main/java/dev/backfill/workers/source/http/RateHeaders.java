package dev.backfill.workers.source.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an answer says about the vendor's limits: {@code Retry-After} (RFC 9110, 10.2.3), {@code X-RateLimit-*}, and the structured
 * {@code RateLimit} (draft-ietf-httpapi-ratelimit-headers), which has what is left of each policy and the seconds until there is more.
 */
final class RateHeaders {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Pattern NOTHING_LEFT = Pattern.compile(";\\s*r=0(?![.\\d])");
    private static final Pattern SECONDS = Pattern.compile(";\\s*t=(\\d{1,9})(?![.\\d])");

    private final Answer answer;
    private final Clock clock;

    RateHeaders(Answer answer, Clock clock) {
        this.answer = answer;
        this.clock = clock;
    }

    /** How long the vendor asks to wait, as seconds or as a date; at most a day, at least a tenth of a second. */
    Optional<Duration> retryAfter() {
        return answer.header("retry-after").map(String::trim).flatMap(this::duration).map(RateHeaders::bounded);
    }

    private Optional<Duration> duration(String value) {
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(clock.instant(), date.toInstant()));
        } catch (DateTimeParseException neither) {
            return Optional.empty();
        }
    }

    /** How long until the limit is reset, if nothing is left of it. */
    Optional<Duration> untilResetIfExhausted() {
        Optional<Duration> ofPolicies = ofPolicies();
        if (ofPolicies.isPresent() || !answer.header("x-ratelimit-remaining").orElse("").trim().equals("0")) {
            return ofPolicies;
        }
        return answer.header("x-ratelimit-reset").flatMap(this::untilInstant).map(RateHeaders::bounded);
    }

    /** The longest wait of the policies of which nothing is left. */
    private Optional<Duration> ofPolicies() {
        return answer.headers().allValues("ratelimit").stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .filter(policy -> NOTHING_LEFT.matcher(policy).find())
                .flatMap(policy -> SECONDS.matcher(policy).results().limit(1))
                .map(seconds -> bounded(Duration.ofSeconds(Long.parseLong(seconds.group(1)))))
                .max(Comparator.naturalOrder());
    }

    private Optional<Duration> untilInstant(String value) {
        try {
            Instant reset = DateTimeFormatter.ISO_DATE_TIME.parse(value.trim(), Instant::from);
            return Optional.of(Duration.between(clock.instant(), reset));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether less than a fifth of the limit is left. */
    boolean isNearLimit() {
        return answer.header("x-ratelimit-nearlimit").orElse("").equalsIgnoreCase("true");
    }

    static Duration bounded(Duration wait) {
        if (wait.compareTo(Duration.ofMillis(100)) < 0) {
            return Duration.ofMillis(100);
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
