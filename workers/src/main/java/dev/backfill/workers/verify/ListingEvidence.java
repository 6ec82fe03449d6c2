package dev.backfill.workers.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What is known of how whole the listings of a partition are.
 *
 * @param comparable whether the last listing can be held against one before it: an incremental run lists everything only once
 * @param dropped records that the listing before had, that are there, and that the last one lacks, though nobody edited them
 * @param appeared records that only the last listing has, though they are older than the run
 * @param unlisted stored records that are there by id, and that no listing of the run has
 * @param stored live records of the partition
 * @param known records that are there, listed or not
 * @param gone records that the listing before the count had, and that are no longer there: by so many the count may be higher
 * @param changed records that came or were changed since the run began: by so many the count may be lower
 * @param count the vendor's own number, as it was before the last listing
 * @param incomplete why a listing leaves something out, as the vendor says; null if it does not
 */
record ListingEvidence(
        boolean comparable,
        long dropped,
        long appeared,
        long unlisted,
        long stored,
        long known,
        long gone,
        long changed,
        OptionalLong count,
        @Nullable String incomplete) {

    /** Why the set of known records may lack some, in words; empty if no witness says so. */
    List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        if (incomplete != null) {
            doubts.add("the listing is not whole: " + incomplete);
        }
        if (isCountHigher()) {
            doubts.add("the source counts %d records, the listings have %d".formatted(count.getAsLong(), known));
        }
        if (!listingsAgree() && !isCountedAlike()) {
            doubts.add("two listings differ: the last one lacks %d records that are there, and has %d that the one before it lacks"
                    .formatted(dropped, appeared));
        }
        if (count.isEmpty() && isMuchUnlisted()) {
            doubts.add("%d stored records are there, but in no listing".formatted(unlisted));
        }
        return doubts;
    }

    boolean listingsAgree() {
        return !comparable || dropped == 0 && appeared == 0;
    }

    /** What the listings have and the count lacks is no loss: each of these records was given. */
    boolean isCountHigher() {
        return count.isPresent() && count.getAsLong() > known + gone;
    }

    private boolean isCountedAlike() {
        return count.isPresent() && !isCountHigher() && !isCountLower();
    }

    boolean isCountLower() {
        return count.isPresent() && count.getAsLong() < known - changed;
    }

    boolean isMuchUnlisted() {
        return DeletionFuse.isBlown(unlisted, stored);
    }
}
