package dev.backfill.store.verification;

import java.util.List;

/**
 * What the comparison found in a run.
 *
 * @param expected records in the final censuses
 * @param stored of these, how many are stored
 * @param missing not stored at first
 * @param extra stored, but not listed by the source
 * @param stale stored in an older version at first
 * @param mended of all these, fetched again and stored
 * @param remaining still different at the end
 * @param deleted asked for by id and gone, now marked
 * @param moved found under another key
 * @param failed records in the dead-letter table
 * @param pending records that the source does not yet have whole, of which none is stored as if it were
 * @param withheld how much of records the vendor refuses for good, and of which
 */
public record VerificationSummary(
        long expected,
        long stored,
        Named missing,
        Named extra,
        Named stale,
        Named mended,
        Named remaining,
        Named deleted,
        Named moved,
        long failed,
        Named pending,
        Named withheld) {
    /** How many, and the ids of the first hundred. */
    public record Named(long count, List<String> ids) {
        public static final int MOST_IDS = 100;
    }
}
