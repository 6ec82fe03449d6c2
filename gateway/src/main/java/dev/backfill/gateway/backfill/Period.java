package dev.backfill.gateway.backfill;

import dev.backfill.workflows.source.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A period as it was asked for. Days begin in UTC. */
public sealed interface Period {
    /**
     * The instants that it means when it is asked for on this day.
     *
     * @param daysAhead how many days after today the source's records may lie: a period up to today takes them in
     */
    DateRange range(LocalDate today, int daysAhead);

    /** The same for a source whose records do not lie ahead. */
    default DateRange range(LocalDate today) {
        return range(today, 0);
    }

    /** @param days how far back from today */
    record LastDays(long days) implements Period {
        @Override
        public DateRange range(LocalDate today, int daysAhead) {
            return new DateRange(startOf(today.minusDays(days)), openEnd(today, daysAhead));
        }
    }

    /** @param to the last day of the period, or null for today */
    record Days(LocalDate from, @Nullable LocalDate to) implements Period {
        @Override
        public DateRange range(LocalDate today, int daysAhead) {
            boolean untilToday = to == null || to.equals(today);
            return new DateRange(startOf(from), untilToday ? openEnd(today, daysAhead) : startOf(to.plusDays(1)));
        }
    }

    /** What a plan has fixed. */
    record Fixed(DateRange planned) implements Period {
        @Override
        public DateRange range(LocalDate today, int daysAhead) {
            return planned;
        }
    }

    /** The day after tomorrow, so that records which are created during the run are in it. */
    private static Instant openEnd(LocalDate today, int daysAhead) {
        return startOf(today.plusDays(2L + daysAhead));
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
