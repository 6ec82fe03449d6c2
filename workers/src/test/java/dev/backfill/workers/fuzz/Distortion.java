package dev.backfill.workers.fuzz;

/** In which way the listings of a world are wrong. */
enum Distortion {
    /** In none, and nobody works. */
    AT_REST,
    /** In none, while people change records. */
    EDITED,
    /** In none, while people create, delete and move records as well. */
    MOVING,
    /** The first, or those after it, leave out some records; never the same in both. */
    DROPS,
    /** The first, or those after it, end without a sign before they are whole. */
    ENDS_EARLY,
    /** Each ends early, none where the one before it did; from the sixth at the latest they are whole. */
    ENDS_EARLY_EACH,
    /** All end at a cap, and say so. */
    CAPPED_WITH_SIGN,
    /** All leave out the same records, and say nothing; the count is honest. */
    HIDDEN_BUT_COUNTED,
    /** Pages bring again what earlier pages of the listing had. */
    REPEATS,
    /** What people change under way is absent from listings and changes for a while, or for good; what they delete is still listed. */
    LAGS,
    /** Records come and go between pages, so that the first of a page is passed over: in the first listing, or in those after it. */
    SHIFTS,
    /** The count is too high, too low, below zero, or none. */
    COUNT_LIES,
    /** The simulator's own faults of listings. */
    VENDORS_OWN;

    /** Whether nothing but people's edits moves: then only {@code VERIFIED} is right. */
    boolean mustBeVerified() {
        return this == AT_REST || this == EDITED;
    }
}
