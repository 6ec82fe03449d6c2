package dev.backfill.simulator.tempo.generated;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * When worklogs were entered: over months that differ by orders of magnitude, up to the reference time.
 * The time never falls with the place.
 */
final class MonthPlan {

    /** Months before that of the reference time in which nobody worked. */
    private static final Set<Integer> EMPTY = Set.of(7, 31, 32, 50);
    /** In the last third, and in the last quarter. */
    private static final double BUSY = 20.0 / 60;
    private static final double QUIET = 14.0 / 60;
    private static final Duration RECENT = Duration.ofDays(10);

    private final int count;
    private final YearMonth first;
    private final Instant now;
    private final double[] shares;
    private final Set<YearMonth> empty = new HashSet<>();

    /** @param count how many months, that of the reference time among them */
    MonthPlan(long seed, int count, Instant now) {
        this.count = count;
        this.now = now;
        this.shares = new double[count];
        this.first = YearMonth.from(now.atZone(ZoneOffset.UTC)).minusMonths(count - 1);
        SplittableRandom random = new SplittableRandom(seed);
        int busy = (int) Math.round(BUSY * count);
        int quiet = (int) Math.round(QUIET * count);
        double total = 0;
        for (int month = 0; month < count; month++) {
            int ago = count - 1 - month;
            double usual = (0.5 + random.nextDouble()) * (ago == 0 ? begun() : 1);
            total += EMPTY.contains(ago) ? 0 : ago == busy ? 15 : ago == quiet ? 0.03 : usual;
            shares[month] = total;
            if (EMPTY.contains(ago)) {
                empty.add(first.plusMonths(month));
            }
        }
        for (int month = 0; month < count; month++) {
            shares[month] /= total;
        }
    }

    /** How much of the month of the reference time has passed. */
    private double begun() {
        Instant start = start(YearMonth.from(now.atZone(ZoneOffset.UTC)));
        return Duration.between(start, now).toHours() / (31 * 24.0);
    }

    /** @param share from 0 to 1, of all worklogs */
    Instant entered(double share) {
        int month = 0;
        while (month < count - 1 && shares[month] <= share) {
            month++;
        }
        double before = month == 0 ? 0 : shares[month - 1];
        double within = shares[month] > before ? (share - before) / (shares[month] - before) : 0;
        Instant start = start(first.plusMonths(month));
        Instant end = month == count - 1 ? now : start(first.plusMonths(month + 1));
        return start.plusSeconds((long) (within * Math.max(0, Duration.between(start, end).toSeconds() - 1)));
    }

    /** Whether a worklog may start on a day: not in a month in which nobody worked, nor before the first. */
    boolean holds(LocalDate day) {
        YearMonth month = YearMonth.from(day);
        return !month.isBefore(first) && !empty.contains(month);
    }

    /** Whether an instant lies in the last days before the reference time, which people plan ahead in. */
    boolean isRecent(Instant instant) {
        return instant.isAfter(now.minus(RECENT));
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
