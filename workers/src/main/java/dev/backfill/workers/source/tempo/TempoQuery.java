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
 * @param order in which they come
 */
record TempoQuery(LocalDate from, LocalDate to, @Nullable Instant updatedFrom, Order order) {
    /**
     * Two orders that no edit of another worklog moves, and of which one ends where the other begins: a list that is cut short lacks other
     * worklogs in the one than in the other.
     */
    enum Order {
        /** What Tempo gives if it is not asked for an order: by start, then by id, earliest first. */
        USUAL(""),
        /** By id, latest first. */
        ID("&orderBy=ID");

        private final String parameter;

        Order(String parameter) {
            this.parameter = parameter;
        }
    }

    private static final LocalDate BEFORE_TEMPO = LocalDate.of(1970, 1, 1);

    /** A query of the same kind that finds nothing while its route works. */
    TempoQuery ofNothing() {
        return new TempoQuery(BEFORE_TEMPO, BEFORE_TEMPO, updatedFrom, order);
    }

    static TempoQuery nothing() {
        return new TempoQuery(BEFORE_TEMPO, BEFORE_TEMPO, null, Order.USUAL);
    }

    /** The same worklogs in another order. */
    TempoQuery in(Order other) {
        return new TempoQuery(from, to, updatedFrom, other);
    }

    /** As parameters of the route. */
    String parameters() {
        // Whole seconds are the finest that the parameter knows; nothing in it needs to be escaped.
        return "from=" + from + "&to=" + to
                + (updatedFrom == null ? "" : "&updatedFrom=" + updatedFrom.truncatedTo(ChronoUnit.SECONDS)) + order.parameter;
    }
}
