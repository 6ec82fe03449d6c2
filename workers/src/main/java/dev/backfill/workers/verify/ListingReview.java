package dev.backfill.workers.verify;

import dev.backfill.store.partition.StoredPartition;
import dev.backfill.store.verification.Evidence;
import dev.backfill.store.verification.ListingAgreement;
import dev.backfill.store.verification.PartitionCounts;
import dev.backfill.store.verification.VerificationStore;
import dev.backfill.store.verification.Witness;
import dev.backfill.store.verification.Witness.Kind;
import dev.backfill.workers.source.Source;
import java.util.Collection;
import java.util.OptionalLong;

/** Holds the listings of a partition against each other, against the vendor's count and against what is stored. */
final class ListingReview {
    private static final int MOST_RELISTINGS = 3;

    private final ListingAgreement listings;
    private final Evidence evidence;
    private final VerificationStore verifications;
    private final VendorCount counted;

    ListingReview(ListingAgreement listings, Evidence evidence, VerificationStore verifications) {
        this.listings = listings;
        this.evidence = evidence;
        this.verifications = verifications;
        this.counted = new VendorCount(evidence);
    }

    /**
     * Has the final census taken again if witnesses disagree, a bounded number of times. Where only given records are looked at, there
     * is nothing to hold against them.
     *
     * @param dropped how many records are there that an earlier listing had and the last one lacks
     * @param unlisted how many records are there that the last listing lacks, those included
     * @param absent records that it lacks and that are not there
     * @return whether it is taken again
     */
    boolean listAgainIfInDoubt(Source source, StoredPartition partition, long dropped, long unlisted, Collection<String> absent) {
        if (partition.selected()) {
            return false;
        }
        PartitionCounts counts = verifications.counts(partition, source.recordTable());
        long known = counts.listed() + unlisted;
        ListingEvidence now = new ListingEvidence(
                isComparable(partition), dropped, appeared(source, partition), unlisted, counts.stored(), known,
                listings.goneSinceCounted(partition, source.recordTable(), absent), listings.changed(partition, source.recordTable()), count(partition), null);
        boolean doubtful = !now.listingsAgree() || now.isCountHigher() || !now.comparable() && now.isMuchUnlisted();
        boolean again = doubtful && listings.relistings(partition.id()) < MOST_RELISTINGS;
        if (again) {
            counted.take(source, partition);
            listings.listAgain(partition.id());
        }
        return again;
    }

    private OptionalLong count(StoredPartition partition) {
        return evidence.recordsBy(partition.id(), Kind.COUNT).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** An incremental run's first census lists only what changed. */
    private boolean isComparable(StoredPartition partition) {
        return !partition.selected() && (partition.changedSince() == null || listings.relistings(partition.id()) > 0);
    }

    private long appeared(Source source, StoredPartition partition) {
        return isComparable(partition) ? listings.appearedUnchanged(partition, source.recordTable()) : 0;
    }

    /**
     * What the verdict rests on, once all that differs was asked for by id.
     *
     * @param left records that are there and are not expected to be stored
     * @param absent records that are listed no more, and are not there
     * @param vanished how many were listed to the last, and are not there
     */
    ListingEvidence conclude(
            Source source, StoredPartition partition, long expected, long left, Collection<String> absent, long vanished) {
        ListingEvidence found = evidence(source, partition, expected + left, absent);
        if (found.isCountHigher() && vanished > 0) {
            // It may have counted what was listed to the last and is gone by now.
            counted.take(source, partition);
            found = evidence(source, partition, expected + left, absent);
        }
        return found;
    }

    private ListingEvidence evidence(Source source, StoredPartition partition, long known, Collection<String> absent) {
        PartitionCounts counts = verifications.counts(partition, source.recordTable());
        return new ListingEvidence(
                isComparable(partition),
                isComparable(partition) ? listings.droppedUnchanged(partition, source.recordTable()) : 0,
                appeared(source, partition),
                listings.unlisted(partition, source.recordTable()),
                counts.stored(),
                known,
                listings.goneSinceCounted(partition, source.recordTable(), absent),
                listings.changed(partition, source.recordTable()),
                count(partition),
                listings.incomplete(partition.id()).orElse(null));
    }

    /** Puts on record what each witness said. */
    void record(Source source, StoredPartition partition, ListingEvidence found, long failed) {
        PartitionCounts counts = verifications.counts(partition, source.recordTable());
        if (isComparable(partition)) {
            evidence.record(partition.id(), new Witness(
                    Kind.FIRST_LISTING, counts.listedBefore(), found.appeared() == 0,
                    found.appeared() == 0 ? null : "lacks " + found.appeared() + " that the last one has"));
        }
        evidence.record(partition.id(), new Witness(
                Kind.FINAL_LISTING, counts.listedAtLast(), found.dropped() == 0 && found.incomplete() == null,
                found.incomplete() != null ? found.incomplete()
                        : found.dropped() == 0 ? null : "lacks " + found.dropped() + " that are there"));
        if (found.count().isPresent()) {
            long count = found.count().getAsLong();
            evidence.record(partition.id(), new Witness(
                    Kind.COUNT, count, !found.isCountHigher(), found.isCountLower() ? "lower than what was given by id" : null));
        }
        evidence.record(partition.id(), new Witness(
                Kind.EARLIER_RUNS, counts.ofEarlierRuns(), !found.isMuchUnlisted(),
                found.unlisted() == 0 ? null : found.unlisted() + " of them are there by id, but in no listing"));
        if (!source.partTables().isEmpty()) {
            evidence.record(partition.id(), new Witness(
                    Kind.INNER_COUNTS, counts.listedAndStored(), failed == 0, failed == 0 ? null : failed + " in the dead-letter table"));
        }
        evidence.record(partition.id(), new Witness(Kind.BY_ID, counts.askedById(), true, null));
    }
}
