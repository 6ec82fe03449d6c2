package dev.backfill.store.verification;

import org.jspecify.annotations.Nullable;

/**
 * What speaks for or against the completeness of a partition.
 *
 * @param records how many records it speaks of; null if it could not be heard
 * @param agrees whether it says the same as the others, but for what edits explain
 * @param remark in words, where there is something to say
 */
public record Witness(Kind kind, @Nullable Long records, boolean agrees, @Nullable String remark) {
    /** The names are stored. */
    public enum Kind {
        /** The listing before the records were pulled. */
        FIRST_LISTING,
        /** The last listing after that, by which the stored set is judged. */
        FINAL_LISTING,
        /** The vendor's own number. */
        COUNT,
        /** What earlier runs stored. */
        EARLIER_RUNS,
        /** The numbers of parts that records state of themselves. */
        INNER_COUNTS,
        /** What was asked for by its id, because listings or the store differ. */
        BY_ID
    }
}
