package dev.backfill.simulator.tempo.worklog;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * Which worklogs are wanted, and in which order.
 *
 * @param from first start date
 * @param to last start date
 * @param updatedFrom earliest update
 * @param projects ids; any project if empty
 * @param issues ids; any issue if empty
 */
public record WorklogQuery(Optional<LocalDate> from, Optional<LocalDate> to, Optional<Instant> updatedFrom,
        Set<Long> projects, Set<Long> issues, Order order) {

    /** Everything. */
    public static final WorklogQuery ALL = between(Optional.empty(), Optional.empty());

    /** What starts between two dates, both inclusive. */
    public static WorklogQuery between(Optional<LocalDate> from, Optional<LocalDate> to) {
        return new WorklogQuery(from, to, Optional.empty(), Set.of(), Set.of(), Order.USUAL);
    }

    /** Orders; all but the usual one are descending. */
    public enum Order {
        /** By start, then by id. */
        USUAL(Comparator.comparingLong(Row::start).thenComparingLong(Row::id)),
        /** By id. */
        ID(Comparator.comparingLong(Row::id).reversed()),
        /** By start. */
        START_DATE_TIME(USUAL.comparator.reversed()),
        /** By the last update. */
        UPDATED(Comparator.comparingLong(Row::updated).thenComparingLong(Row::id).reversed());

        private final Comparator<Row> comparator;

        Order(Comparator<Row> comparator) {
            this.comparator = comparator;
        }

        Comparator<Row> comparator() {
            return comparator;
        }
    }

    /** The first local second. */
    long firstSecond() {
        return from.map(date -> second(date)).orElse(Long.MIN_VALUE);
    }

    /** The local second after the last. */
    long endSecond() {
        return to.map(date -> second(date.plusDays(1))).orElse(Long.MAX_VALUE);
    }

    private static long second(LocalDate date) {
        return date.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    }
}
