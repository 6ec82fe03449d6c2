package dev.backfill.workflows.plan;

import org.jspecify.annotations.Nullable;

/**
 * One way in which the source is no longer what was planned.
 *
 * @param partition the partition's key, as planned if it was
 * @param planned what the plan says: a key and name, a reason, or a number of records; null for what it does not know
 * @param now what the source says; null for what it no longer shows
 */
public record Drift(String partition, Kind what, @Nullable String planned, @Nullable String now) {
    /** What changed. */
    public enum Kind {
        /** The source has a partition that is not in the plan. */
        APPEARED,
        /** A partition of the plan is no longer visible. */
        VANISHED,
        /** Its key or its name is another. */
        RENAMED,
        /** It would be left out now, but was to be pulled. */
        LEFT_OUT,
        /** It was to be left out, but could be pulled now. */
        RESTORED,
        /** The number of records differs by more than an estimate may. */
        RECORDS
    }
}
