package dev.backfill.gateway.request;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A point in time as it was sent: an instant (RFC 3339), or a whole day in UTC.
 *
 * @param start the instant, or the start of the day
 * @param end the instant, or the start of the next day
 */
public record Moment(Instant start, Instant end) {
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern INSTANT =
            Pattern.compile(DAY + "T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");

    /** Null if it is written in another way, or not in the calendar. */
    static @Nullable Instant instant(String text) {
        try {
            return INSTANT.matcher(text).matches() ? OffsetDateTime.parse(text).toInstant() : null;
        } catch (DateTimeException notInTheCalendar) {
            return null;
        }
    }

    /** Null if it is written in another way, or not in the calendar. */
    static @Nullable Moment read(String text) {
        try {
            if (DAY.matcher(text).matches()) {
                LocalDate day = LocalDate.parse(text);
                return new Moment(
                        day.atStartOfDay(ZoneOffset.UTC).toInstant(), day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            Instant instant = instant(text);
            return instant == null ? null : new Moment(instant, instant);
        } catch (DateTimeException notInTheCalendar) {
            return null;
        }
    }
}
