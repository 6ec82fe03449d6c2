package dev.backfill.workers.verify;

import dev.backfill.store.page.Table;
import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.partition.StoredPartition;
import dev.backfill.store.verification.Difference.Kind;
import dev.backfill.store.verification.Difference.Outcome;
import dev.backfill.store.verification.VerificationStore;
import dev.backfill.workers.failure.FailureTranslator;
import dev.backfill.workers.pull.Heartbeats;
import dev.backfill.workers.settings.WorkersProperties;
import dev.backfill.workers.source.Location;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workers.source.SourceRegistry;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import dev.backfill.workflows.verify.VerifyActivities;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Compares, has fetched again what differs, asks by id for what is absent, and concludes. */
@Component
public class Verifier implements VerifyActivities {
    private final SourceRegistry sources;
    private final PartitionStore partitions;
    private final VerificationStore verifications;
    private final WorkersProperties properties;
    private final Heartbeats heartbeats;
    private final FailureTranslator translator;

    public Verifier(
            SourceRegistry sources,
            PartitionStore partitions,
            VerificationStore verifications,
            WorkersProperties properties,
            Heartbeats heartbeats,
            FailureTranslator translator) {
        this.sources = sources;
        this.partitions = partitions;
        this.verifications = verifications;
        this.properties = properties;
        this.heartbeats = heartbeats;
        this.translator = translator;
    }

    @Override
    public long compare(PartitionReference reference) {
        return translator.translating("comparison of " + reference.key(), () -> heartbeats.during(heartbeat -> {
            StoredPartition partition = partitions.get(reference);
            Source source = sources.get(reference.source());
            verifications.findDifferences(partition, source.recordTable());
            List<String> again = new ArrayList<>();
            again.addAll(verifications.undecided(partition.id(), Kind.MISSING));
            again.addAll(verifications.undecided(partition.id(), Kind.STALE));
            again.addAll(verifications.undecided(partition.id(), Kind.SUSPECT));
            again.addAll(locate(source, verifications.undecided(partition.id(), Kind.EXTRA)).keySet());
            verifications.planRefetch(partition, again, properties.windowRecords());
            return (long) again.size();
        }));
    }

    @Override
    public PartitionResult conclude(PartitionReference reference) {
        return translator.translating("verdict on " + reference.key(), () -> heartbeats.during(heartbeat -> {
            StoredPartition partition = partitions.get(reference);
            Source source = sources.get(reference.source());
            Table table = source.recordTable();
            verifications.decideAfterRefetch(partition, table);
            boolean accessLost = !decideMissing(source, partition);
            Absent absent = decideExtra(source, partition);
            // Counted in the store, so that a verdict that is given twice is the same.
            long listed = verifications.countListed(partition.id()) - verifications.countVanished(partition.id());
            Verdict verdict = new Verdict(
                    listed,
                    verifications.countListedAndStored(partition, table),
                    verifications.countFailed(partition.id()),
                    verifications.remaining(partition.id(), 10),
                    verifications.count(partition.id(), Outcome.REMAINS));
            if (accessLost) {
                return accessLost(partition, verdict);
            }
            if (absent.ids().isEmpty()) {
                return verdict.result();
            }
            return concludeAbsent(source, partition, absent, verdict);
        }));
    }

    private PartitionResult concludeAbsent(Source source, StoredPartition partition, Absent absent, Verdict verdict) {
        Table table = source.recordTable();
        if (!isVisible(source, partition)) {
            return accessLost(partition, verdict);
        }
        long stored = verifications.countStored(partition, table);
        if (DeletionFuse.isBlown(absent.ids().size(), stored)) {
            return verdict.stopped(PartitionState.TOO_MANY_DELETIONS, DeletionFuse.describe(absent.ids().size(), stored));
        }
        verifications.markDeleted(partition, table, source.partTables(), absent.ids());
        return verdict.result();
    }

    private static boolean isVisible(Source source, StoredPartition partition) {
        return source.isVisible(new SourcePartition(partition.partitionId(), partition.key()));
    }

    private static PartitionResult accessLost(StoredPartition partition, Verdict verdict) {
        return verdict.stopped(PartitionState.ACCESS_LOST, partition.key() + " is no longer visible: nothing was marked as deleted");
    }

    /**
     * What is still missing and gone by now was deleted after it was listed.
     *
     * @return false if it is gone because the partition is no longer visible
     */
    private boolean decideMissing(Source source, StoredPartition partition) {
        List<String> missing = verifications.undecided(partition.id(), Kind.MISSING);
        Map<String, Location> located = locate(source, missing);
        List<String> vanished = missing.stream().filter(id -> !located.containsKey(id)).toList();
        boolean visible = vanished.isEmpty() || isVisible(source, partition);
        verifications.decide(partition.id(), vanished, visible ? Outcome.DELETED : Outcome.REMAINS);
        verifications.decide(partition.id(), located.keySet(), Outcome.REMAINS);
        verifications.decide(partition.id(), verifications.undecided(partition.id(), Kind.STALE), Outcome.REMAINS);
        return visible;
    }

    private record Absent(List<String> ids) {}

    /** Of what the census did not list: elsewhere now, here all the same (the search index lags), there but unreadable, or absent. */
    private Absent decideExtra(Source source, StoredPartition partition) {
        List<String> extra = verifications.undecided(partition.id(), Kind.EXTRA);
        Map<String, Location> located = locate(source, extra);
        Map<Outcome, List<String>> decided = located.values().stream().collect(Collectors.groupingBy(
                location -> presence(location, partition), Collectors.mapping(Location::id, Collectors.toList())));
        decided.forEach((outcome, ids) -> verifications.decide(partition.id(), ids, outcome));
        return new Absent(extra.stream().filter(id -> !located.containsKey(id)).toList());
    }

    private static Outcome presence(Location location, StoredPartition partition) {
        if (location.partitionId() == null) {
            return Outcome.REMAINS;
        }
        return location.partitionId().equals(partition.partitionId()) ? Outcome.MENDED : Outcome.MOVED;
    }

    private static Map<String, Location> locate(Source source, List<String> ids) {
        Map<String, Location> located = new HashMap<>();
        for (int from = 0; from < ids.size(); from += source.fetchSize()) {
            located.putAll(source.locate(ids.subList(from, Math.min(ids.size(), from + source.fetchSize()))));
        }
        return located;
    }
}
