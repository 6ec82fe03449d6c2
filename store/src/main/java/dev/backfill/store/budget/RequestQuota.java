package dev.backfill.store.budget;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many requests a vendor permits in a minute and in a day, whoever sends them. Unlike a rate it is counted one by one.
 *
 * @param perMinute null for no bound; in each minute of the clock
 * @param perDay null for no bound
 * @param day how long the vendor's day is: days begin at midnight UTC, shorter ones at multiples of their length since 1970
 */
public record RequestQuota(@Nullable Integer perMinute, @Nullable Integer perDay, Duration day) {
    public static final Duration DAY = Duration.ofDays(1);
    static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SHORTEST_DAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DAY = Duration.ofDays(366);
    public static final RequestQuota NONE = new RequestQuota(null, null, DAY);

    /** @throws IllegalArgumentException if a bound is not positive, or the day is shorter than a second or longer than a year */
    public RequestQuota {
        if ((perMinute != null && perMinute <= 0) || (perDay != null && perDay <= 0)) {
            throw new IllegalArgumentException("a quota must be more than 0 requests");
        }
        if (day.compareTo(SHORTEST_DAY) < 0 || day.compareTo(LONGEST_DAY) > 0) {
            throw new IllegalArgumentException("a quota's day must last from a second to a year");
        }
    }

    /** As settings say it: 0 or less is no bound. */
    public static RequestQuota of(int perMinute, int perDay, Duration day) {
        return new RequestQuota(perMinute > 0 ? (Integer) perMinute : null, perDay > 0 ? (Integer) perDay : null, day);
    }

    /** Whether there is no bound at all. */
    public boolean isNone() {
        return perMinute == null && perDay == null;
    }

    /** When the first of these periods begins that begins after now. */
    static Instant next(Duration period, Instant now) {
        long length = period.toMillis();
        return Instant.ofEpochMilli((Math.floorDiv(now.toEpochMilli(), length) + 1) * length);
    }

    /** The bound for people, such as {@code 50 requests a day}. */
    static String describe(long requests, Duration period) {
        String each = period.equals(DAY) ? "a day" : period.equals(MINUTE) ? "a minute" : "in " + period.toSeconds() + " s";
        return requests + " requests " + each;
    }
}
