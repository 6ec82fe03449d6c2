package dev.backfill.store.page;

import java.util.OptionalInt;

/**
 * What a listing's source is like.
 *
 * @param shifts whether it may pass over a record while others come or go: the final census is then taken until two listings agree
 * @param mostRecords the most records that the run takes over all partitions
 */
public record CensusTerms(boolean shifts, OptionalInt mostRecords) {
    /** Listings that stand still, of a run without a bound. */
    public static final CensusTerms PLAIN = new CensusTerms(false, OptionalInt.empty());
}
