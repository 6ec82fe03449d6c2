package dev.backfill.workflows.source;

import java.time.Instant;

/**
 * The period of a backfill: records created before {@code to} and last changed at or after {@code from}. Both bounds only ever let
 * records in, never out, as records are edited: a set that can be counted twice and compared.
 *
 * @param from inclusive, on a whole minute
 * @param to exclusive, on a whole minute, after {@code from}
 */
public record DateRange(Instant from, Instant to) {
    /** @throws IllegalArgumentException if {@code to} is not after {@code from} */
    public DateRange {
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException("to (" + to + ") must be after from (" + from + ")");
        }
    }
}
