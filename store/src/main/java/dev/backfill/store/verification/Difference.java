package dev.backfill.store.verification;

import org.jspecify.annotations.Nullable;

/** A record in which the stored set and the source's differed. */
public record Difference(String recordId, Kind kind, @Nullable Outcome outcome) {
    public enum Kind {
        /** The source has it, the store did not. */
        MISSING,
        /** The store has it, the source does not list it. */
        EXTRA,
        /** The stored version was older than the source's. */
        STALE,
        /** The order of the final census says that it may be stale: fetched again to know. */
        SUSPECT
    }

    public enum Outcome {
        /** Fetched again and stored. */
        MENDED,
        /** Still different: the partition is not verified. */
        REMAINS,
        /** Asked for by id: gone. {@code deleted_at} is set. */
        DELETED,
        /** The same id under another key. */
        MOVED
    }
}
