package dev.backfill.workers.source.tempo;

import dev.backfill.workers.source.CalendarMonth;
import dev.backfill.workflows.source.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ranges as days: a start date is its author's own, without a zone, so that bounds in UTC are read as dates. */
final class TempoDays {
    private TempoDays() {}

    /** The whole days that a range touches. */
    static DateRange whole(DateRange range) {
        return new DateRange(startOf(firstDay(range)), startOf(lastDay(range).plusDays(1)));
    }

    /** What lies in both a month and a range; nothing if they have no day in common. */
    static Optional<TempoQuery> query(CalendarMonth month, DateRange range, @Nullable Instant updatedFrom) {
        LocalDate from = later(month.firstDay(), firstDay(range));
        LocalDate to = earlier(month.lastDay(), lastDay(range));
        return from.isAfter(to) ? Optional.empty() : Optional.of(new TempoQuery(from, to, updatedFrom, TempoQuery.Order.USUAL));
    }

    static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static LocalDate firstDay(DateRange range) {
        return LocalDate.ofInstant(range.from(), ZoneOffset.UTC);
    }

    private static LocalDate lastDay(DateRange range) {
        return LocalDate.ofInstant(range.to().minusNanos(1), ZoneOffset.UTC);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
