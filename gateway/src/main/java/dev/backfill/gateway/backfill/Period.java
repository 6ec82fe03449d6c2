package dev.backfill.gateway.backfill;

import dev.backfill.workflows.source.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A period as it was asked for. Days begin in UTC. */
sealed interface Period {
    /** The instants that it means when it is asked for on this day. */
    DateRange range(LocalDate today);

    /** @param days how far back from today */
    record LastDays(long days) implements Period {
        @Override
        public DateRange range(LocalDate today) {
            return new DateRange(startOf(today.minusDays(days)), openEnd(today));
        }
    }

    /** @param to the last day of the period, or null for today */
    record Days(LocalDate from, @Nullable LocalDate to) implements Period {
        @Override
        public DateRange range(LocalDate today) {
            boolean untilToday = to == null || to.equals(today);
            return new DateRange(startOf(from), untilToday ? openEnd(today) : startOf(to.plusDays(1)));
        }
    }

    /** The day after tomorrow, so that records which are created during the run are in it. */
    private static Instant openEnd(LocalDate today) {
        return startOf(today.plusDays(2));
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
