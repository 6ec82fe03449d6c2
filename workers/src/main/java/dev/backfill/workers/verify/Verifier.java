package dev.backfill.workers.verify;

import dev.backfill.store.page.Table;
import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.partition.StoredPartition;
import dev.backfill.store.verification.Comparison;
import dev.backfill.store.verification.Difference.Kind;
import dev.backfill.store.verification.Difference.Outcome;
import dev.backfill.store.verification.Evidence;
import dev.backfill.store.verification.FinalCensus;
import dev.backfill.store.verification.ListingAgreement;
import dev.backfill.store.verification.PartitionCounts;
import dev.backfill.store.verification.VerificationStore;
import dev.backfill.store.verification.VerificationSummary.Named;
import dev.backfill.workers.failure.FailureTranslator;
import dev.backfill.workers.pull.Heartbeat;
import dev.backfill.workers.pull.Heartbeats;
import dev.backfill.workers.settings.WorkersProperties;
import dev.backfill.workers.source.Location;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workers.source.SourceRegistry;
import dev.backfill.workers.source.http.RequestMeter;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import dev.backfill.workflows.verify.VerifyActivities;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Compares, has fetched again what differs, asks by id for what is absent, and concludes. */
@Component
public class Verifier implements VerifyActivities {
    private static final Logger LOG = LoggerFactory.getLogger(Verifier.class);

    private final SourceRegistry sources;
    private final PartitionStore partitions;
    private final VerificationStore verifications;
    private final DifferingRecords differing;
    private final FinalCensus finalCensus;
    private final ListingAgreement listings;
    private final ListingReview review;
    private final WorkersProperties properties;
    private final Heartbeats heartbeats;
    private final FailureTranslator translator;

    public Verifier(
            SourceRegistry sources,
            PartitionStore partitions,
            VerificationStore verifications,
            FinalCensus finalCensus,
            ListingAgreement listings,
            Evidence evidence,
            WorkersProperties properties,
            Heartbeats heartbeats,
            FailureTranslator translator) {
        this.sources = sources;
        this.partitions = partitions;
        this.verifications = verifications;
        this.differing = new DifferingRecords(verifications);
        this.finalCensus = finalCensus;
        this.listings = listings;
        this.review = new ListingReview(listings, evidence, verifications);
        this.properties = properties;
        this.heartbeats = heartbeats;
        this.translator = translator;
    }

    @Override
    public long compare(PartitionReference reference) {
        return translator.translating("comparison of " + reference.key(), () -> counted(reference, heartbeat -> {
            StoredPartition partition = partitions.get(reference);
            Source source = sources.get(reference.source());
            if (listings.isFinalOpen(partition.id())) {
                return LIST_AGAIN;
            }
            verifications.findDifferences(partition, comparison(source, partition));
            Set<String> unlisted = new LinkedHashSet<>(verifications.undecided(partition.id(), Kind.EXTRA));
            List<String> dropped = listings.dropped(partition, source.recordTable());
            unlisted.addAll(dropped);
            Map<String, Location> located = source.locateAll(List.copyOf(unlisted));
            Set<String> there = located.values().stream()
                    .filter(location -> DifferingRecords.isHere(location, partition))
                    .map(Location::id)
                    .collect(Collectors.toSet());
            long droppedThere = dropped.stream().filter(there::contains).count();
            List<String> absent = unlisted.stream().filter(id -> !there.contains(id)).toList();
            if (review.listAgainIfInDoubt(source, partition, droppedThere, there.size(), absent)) {
                return LIST_AGAIN;
            }
            Set<String> again = toFetchAgain(source, partition, located.keySet());
            verifications.planRefetch(partition, List.copyOf(again), properties.windowRecords());
            return (long) again.size();
        }));
    }

    /** @param located what the last listing lacks, and is somewhere */
    private Set<String> toFetchAgain(Source source, StoredPartition partition, Set<String> located) {
        Set<String> again = new LinkedHashSet<>(finalCensus.pending(partition.id()));
        finalCensus.askForPendingAgain(partition.id());
        if (partition.retries() > 0) {
            // Also those that are stored, but not with all their parts.
            again.addAll(verifications.dead(partition.id()));
        }
        again.addAll(verifications.undecided(partition.id(), Kind.MISSING));
        again.addAll(verifications.undecided(partition.id(), Kind.STALE));
        again.addAll(verifications.undecided(partition.id(), Kind.SUSPECT));
        again.addAll(located);
        Table shown = source.shownRecords();
        if (shown != null) {
            again.addAll(verifications.showing(shown, verifications.undecided(partition.id(), Kind.EXTRA)));
        }
        return again;
    }

    @Override
    public PartitionResult conclude(PartitionReference reference) {
        return translator.translating("verdict on " + reference.key(), () -> counted(reference, heartbeat -> {
            StoredPartition partition = partitions.get(reference);
            Source source = sources.get(reference.source());
            if (listings.isFinalOpen(partition.id())) {
                // Only a workflow of an earlier version asks for a verdict while the census is taken again.
                return PartitionResult.endedEarly(PartitionState.DIFFERENT, null, "its witnesses disagree: retry it to have it listed again");
            }
            PartitionResult result = conclude(source, partition);
            if (result.state() == PartitionState.VERIFIED) {
                fillIn(source, partition);
            }
            return result;
        }));
    }

    private PartitionResult conclude(Source source, StoredPartition partition) {
        Table table = source.recordTable();
        verifications.decideAfterRefetch(partition, table);
        finalCensus.settlePending(partition.id());
        finalCensus.leaveWithheldOut(partition);
        boolean accessLost = !differing.decideMissing(source, partition);
        List<String> absent = differing.decideExtra(source, partition);
        finalCensus.joinWhatIsHere(partition, comparison(source, partition));
        finalCensus.leavePendingOut(partition.id());
        finalCensus.leaveOthersOut(partition, table);
        PartitionCounts counts = verifications.counts(partition, table);
        PartitionVerdict verdict = verdict(source, partition, counts, absent);
        if (accessLost) {
            return accessLost(partition, verdict);
        }
        return absent.isEmpty() ? verdict.result() : concludeAbsent(source, partition, absent, counts.stored(), verdict);
    }

    private Comparison comparison(Source source, StoredPartition partition) {
        boolean sorted = source.sortsByChange() && listings.isSortedByChange(partition.id());
        return new Comparison(source.recordTable(), source.rangeColumn(), source.covered(partition.range()), sorted);
    }

    /** Counted in the store, so that a verdict that is given twice is the same. */
    private PartitionVerdict verdict(Source source, StoredPartition partition, PartitionCounts counts, List<String> absent) {
        long expected = counts.listed() - counts.vanished();
        Named pending = finalCensus.named(partition.id());
        long failed = counts.failed();
        ListingEvidence found = review.conclude(
                source, partition, expected, pending.count() + counts.withheldWhole(), absent, counts.vanished());
        review.record(source, partition, found, failed);
        finalCensus.recordExpected(partition.id(), expected, counts.withheld());
        return new PartitionVerdict(
                expected,
                counts.listedAndStored(),
                failed,
                verifications.remaining(partition.id(), 10),
                counts.differences(Outcome.REMAINS),
                pending,
                partition.selected() ? List.of() : found.doubts());
    }

    /** What stays open is filled in by a later run. */
    private static void fillIn(Source source, StoredPartition partition) {
        try {
            source.fillIn(SourcePartition.of(partition));
        } catch (SourceException failure) {
            if (failure.type() == FailureType.CANCELLED) {
                throw failure;
            }
            LOG.warn("columns of {} stay open: {}", partition.key(), failure.getMessage());
        }
    }

    /** Counts what is sent to the source meanwhile. */
    private <T> T counted(PartitionReference reference, Function<Heartbeat, T> work) {
        return heartbeats.during(heartbeat ->
                RequestMeter.counting(requests -> partitions.addRequests(reference, requests), () -> work.apply(heartbeat)));
    }

    private PartitionResult concludeAbsent(
            Source source, StoredPartition partition, List<String> absent, long stored, PartitionVerdict verdict) {
        if (!DifferingRecords.isVisible(source, partition)) {
            return accessLost(partition, verdict);
        }
        if (DeletionFuse.isBlown(absent.size(), stored)) {
            return verdict.stopped(PartitionState.TOO_MANY_DELETIONS, DeletionFuse.describe(absent.size(), stored));
        }
        verifications.markDeleted(partition, source.recordTable(), source.partTables(), absent);
        return verdict.result();
    }

    private static PartitionResult accessLost(StoredPartition partition, PartitionVerdict verdict) {
        return verdict.stopped(PartitionState.ACCESS_LOST, partition.key() + " is no longer visible: nothing was marked as deleted");
    }
}
