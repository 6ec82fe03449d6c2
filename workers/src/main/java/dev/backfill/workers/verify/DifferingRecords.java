package dev.backfill.workers.verify;

import dev.backfill.store.partition.StoredPartition;
import dev.backfill.store.verification.Difference.Kind;
import dev.backfill.store.verification.Difference.Outcome;
import dev.backfill.store.verification.VerificationStore;
import dev.backfill.workers.source.Location;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.SourcePartition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides on records that differ by asking the source for them by id. */
final class DifferingRecords {
    private final VerificationStore verifications;

    DifferingRecords(VerificationStore verifications) {
        this.verifications = verifications;
    }

    static boolean isVisible(Source source, StoredPartition partition) {
        return source.isVisible(SourcePartition.of(partition));
    }

    static boolean isHere(Location location, StoredPartition partition) {
        return !location.deleted() && partition.partitionId().equals(location.partitionId());
    }

    /**
     * What is still missing, gone by now and no longer listed was deleted after it was listed. What is listed all the same stays missing:
     * one of two witnesses is wrong.
     *
     * @return false if it is gone because the partition is no longer visible
     */
    boolean decideMissing(Source source, StoredPartition partition) {
        List<String> missing = verifications.undecided(partition.id(), Kind.MISSING);
        Map<String, Location> located = source.locateAll(missing);
        located.values().removeIf(Location::deleted);
        List<String> vanished = missing.stream().filter(id -> !located.containsKey(id)).toList();
        boolean visible = vanished.isEmpty() || isVisible(source, partition);
        Set<String> listed = vanished.isEmpty() || !visible ? Set.of() : new ListedNow(source, partition).of(vanished);
        Map<Boolean, List<String>> gone = vanished.stream().collect(Collectors.partitioningBy(id -> visible && !listed.contains(id)));
        verifications.decide(partition.id(), gone.get(true), Outcome.DELETED);
        verifications.decide(partition.id(), gone.get(false), Outcome.REMAINS);
        verifications.decide(partition.id(), located.keySet(), Outcome.REMAINS);
        verifications.decide(partition.id(), verifications.undecided(partition.id(), Kind.STALE), Outcome.REMAINS);
        return visible;
    }

    /**
     * Of what the census did not list: elsewhere now, here all the same (the search index lags), there but unreadable, or absent.
     *
     * @return what is absent
     */
    List<String> decideExtra(Source source, StoredPartition partition) {
        verifications.renewExtra(partition, source.recordTable());
        List<String> extra = verifications.undecided(partition.id(), Kind.EXTRA);
        Map<String, Location> located = source.locateAll(extra);
        located.values().removeIf(Location::deleted);
        Map<Outcome, List<String>> decided = located.values().stream().collect(Collectors.groupingBy(
                location -> presence(location, partition), Collectors.mapping(Location::id, Collectors.toList())));
        decided.forEach((outcome, ids) -> verifications.decide(partition.id(), ids, outcome));
        return extra.stream().filter(id -> !located.containsKey(id)).toList();
    }

    private static Outcome presence(Location location, StoredPartition partition) {
        if (location.partitionId() == null) {
            return Outcome.REMAINS;
        }
        return location.partitionId().equals(partition.partitionId()) ? Outcome.MENDED : Outcome.MOVED;
    }
}
