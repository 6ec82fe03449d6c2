package dev.backfill.simulator.jira.jql;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates in queries: local to the user unless they are epoch milliseconds, and never finer than a minute. */
public final class JqlDates {

    /** What Jira compares by. */
    public static final long MINUTE = 60_000;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-M-d H:mm")
            .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-M-d")
            .withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern PERIOD = Pattern.compile("([+-]?)(\\d{1,6})([wdhm])");

    private final ZoneId zone;
    private final InstantSource clock;

    /** @param zone of the user whose credentials are used */
    public JqlDates(ZoneId zone, InstantSource clock) {
        this.zone = zone;
        this.clock = clock;
    }

    /** The instant of a literal in epoch milliseconds, cut to the minute. */
    long minute(String field, Jql.Value value) {
        return Math.floorDiv(millis(field, value), MINUTE) * MINUTE;
    }

    private long millis(String field, Jql.Value value) {
        String text = value.text().trim();
        if (!value.quoted() && text.matches("-?\\d{1,18}")) {
            return Long.parseLong(text);
        }
        Matcher period = PERIOD.matcher(text);
        if (period.matches()) {
            Duration span = span(Long.parseLong(period.group(2)), period.group(3));
            Instant now = clock.instant();
            return (period.group(1).equals("-") ? now.minus(span) : now.plus(span)).toEpochMilli();
        }
        try {
            return local(text.replace('/', '-')).atZone(zone).toInstant().toEpochMilli();
        } catch (DateTimeParseException e) {
            throw new JqlException(("Date value '%s' for field '%s' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', "
                    + "'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.")
                    .formatted(value.text(), field));
        }
    }

    private static LocalDateTime local(String text) {
        return text.indexOf(' ') > 0 ? LocalDateTime.parse(text, TIME) : LocalDate.parse(text, DAY).atStartOfDay();
    }

    private static Duration span(long amount, String unit) {
        return switch (unit) {
            case "w" -> Duration.ofDays(7 * amount);
            case "d" -> Duration.ofDays(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofMinutes(amount);
        };
    }
}
