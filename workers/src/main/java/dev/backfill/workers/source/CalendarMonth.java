package dev.backfill.workers.source;

import dev.backfill.store.partition.PlannedPartition;
import dev.backfill.workflows.source.DateRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A calendar month in UTC as a partition: no object of the vendor, so that listing months takes no request. */
public record CalendarMonth(YearMonth month) {
    /** @throws IllegalArgumentException if it is not a partition's id */
    public static CalendarMonth of(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("not a month such as 2026-11: " + id));
    }

    public static Optional<CalendarMonth> find(String id) {
        try {
            return id.matches("\\d{4}-\\d{2}") ? Optional.of(new CalendarMonth(YearMonth.parse(id))) : Optional.empty();
        } catch (DateTimeException noSuchMonth) {
            return Optional.empty();
        }
    }

    public static CalendarMonth of(LocalDate day) {
        return new CalendarMonth(YearMonth.from(day));
    }

    public static CalendarMonth of(Instant instant) {
        return of(LocalDate.ofInstant(instant, ZoneOffset.UTC));
    }

    /** Those that a range touches, newest first. */
    public static List<CalendarMonth> touchedBy(DateRange range) {
        CalendarMonth first = of(range.from());
        return Stream.iterate(of(range.to().minusNanos(1)), CalendarMonth::before)
                .takeWhile(each -> !each.month.isBefore(first.month))
                .toList();
    }

    private CalendarMonth before() {
        return new CalendarMonth(month.minusMonths(1));
    }

    /** Such as {@code 2026-11}. */
    public String id() {
        return month.toString();
    }

    public LocalDate firstDay() {
        return month.atDay(1);
    }

    public LocalDate lastDay() {
        return month.atEndOfMonth();
    }

    public Instant begin() {
        return firstDay().atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** When it is over, exclusive. */
    public Instant end() {
        return lastDay().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Vendors do not say when something in a month was last changed; its end has the newest months pulled first. */
    public FoundPartition found(String name) {
        return new FoundPartition(new PlannedPartition(id(), id(), name, null, null), null, end());
    }
}
