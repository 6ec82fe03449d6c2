package dev.backfill.simulator.fireflies.generated;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * When meetings began: over months that differ in size, one of them without any and one very full;
 * several at the same instant, more than a page of them once, and some on the first millisecond of a month.
 */
final class MeetingDates {

    private static final double EMPTY = 7.0 / 36;
    private static final double FULL = 20.0 / 36;
    private static final int SAME_INSTANT = 60;
    private static final int ENOUGH_FOR_A_BLOCK = 400;
    private static final long QUARTER_OF_AN_HOUR = Duration.ofMinutes(15).toMillis();
    /** Even the last of them has appeared by the reference time. */
    private static final Duration LATEST = Duration.ofHours(9);

    private final SplittableRandom random;
    private final int size;
    private final int months;
    private final long end;

    /** @param months how many, that of the reference time among them */
    MeetingDates(Chance chance, int size, int months, Instant now) {
        this.random = chance.of(0, Chance.Purpose.DATES);
        this.size = size;
        this.months = months;
        this.end = now.minus(LATEST).toEpochMilli();
    }

    /** Epoch milliseconds that never fall with the position. */
    long[] draw() {
        YearMonth last = YearMonth.from(Instant.ofEpochMilli(end).atZone(ZoneOffset.UTC));
        long[] dates = new long[size];
        double[] weights = weights();
        double total = Arrays.stream(weights).sum();
        double sum = 0;
        int from = 0;
        for (int month = 0; month < months; month++) {
            sum += weights[month];
            int to = month == months - 1 ? size : (int) Math.round(size * sum / total);
            fill(dates, from, to, last.minusMonths(months - 1L - month), month);
            from = to;
        }
        meetAtOnce(dates);
        return dates;
    }

    private double[] weights() {
        int empty = (int) Math.round(EMPTY * months);
        int full = (int) Math.round(FULL * months);
        double[] weights = new double[months];
        for (int month = 0; month < months; month++) {
            weights[month] = month == empty ? 0 : month == full ? 8 : 0.2 + 2 * random.nextDouble();
        }
        return weights;
    }

    private void fill(long[] dates, int from, int to, YearMonth yearMonth, int month) {
        long start = start(yearMonth);
        long length = Math.max(1, Math.min(end, start(yearMonth.plusMonths(1))) - start);
        for (int i = from; i < to; i++) {
            long date = start + (long) (random.nextDouble() * length);
            // Booked for a round time; one in three is recorded from some odd moment on.
            dates[i] = random.nextInt(3) == 0 ? date : Math.max(start, date - date % QUARTER_OF_AN_HOUR);
        }
        if (to > from && month % 3 == 0) {
            dates[from] = start;
        }
        Arrays.sort(dates, from, to);
    }

    private void meetAtOnce(long[] dates) {
        for (int i = 20; i < size; i += 20) {
            dates[i] = dates[i - 1];
        }
        if (size >= ENOUGH_FOR_A_BLOCK) {
            Arrays.fill(dates, size / 2, size / 2 + SAME_INSTANT, dates[size / 2]);
        }
    }

    private static long start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }
}
