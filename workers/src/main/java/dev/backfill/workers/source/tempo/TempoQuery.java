package dev.backfill.workers.source.tempo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which worklogs are listed.
 *
 * @param from the first start date
 * @param to the last start date
 * @param updatedFrom only what was changed or added since this instant; null for all
 */
record TempoQuery(LocalDate from, LocalDate to, @Nullable Instant updatedFrom) {
    private static final LocalDate BEFORE_TEMPO = LocalDate.of(1970, 1, 1);

    /** A query of the same kind that finds nothing while its route works. */
    TempoQuery ofNothing() {
        return new TempoQuery(BEFORE_TEMPO, BEFORE_TEMPO, updatedFrom);
    }

    static TempoQuery nothing() {
        return new TempoQuery(BEFORE_TEMPO, BEFORE_TEMPO, null);
    }

    /** As parameters of the route. */
    String parameters() {
        // Whole seconds are the finest that the parameter knows; nothing in it needs to be escaped.
        return "from=" + from + "&to=" + to
                + (updatedFrom == null ? "" : "&updatedFrom=" + updatedFrom.truncatedTo(ChronoUnit.SECONDS));
    }
}
