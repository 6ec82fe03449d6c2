package dev.backfill.workers.plan;

import dev.backfill.store.partition.KnownPartitions;
import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.partition.PlannedPartition;
import dev.backfill.store.run.Run;
import dev.backfill.workers.source.FoundPartition;
import dev.backfill.workers.source.Source;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Partitions that earlier runs stored and that an enumeration no longer shows. Each is asked for by id: one that is there all the same is
 * pulled, any other stands in the run as what it is, so that none is passed over in silence.
 */
@Component
public class LostPartitions {
    private static final String REASON =
            "records of it are stored, and the source no longer shows it: it was deleted, or the permission to see it was taken away; nothing was marked as deleted";

    private final KnownPartitions known;
    private final PartitionStore partitions;

    public LostPartitions(KnownPartitions known, PartitionStore partitions) {
        this.known = known;
        this.partitions = partitions;
    }

    /**
     * @param there those that the enumeration left out, and the source shows by id
     * @param gone those that it does not show at all
     */
    record Lost(List<FoundPartition> there, List<PlannedPartition> gone) {}

    /** @param planned the ids of the partitions that the run has already */
    Lost of(Run run, Source source, Set<String> planned) {
        if (source.partitionTable() == null) {
            // Partitions that are no objects of the vendor, such as months, follow from the range.
            return new Lost(List.of(), List.of());
        }
        Map<String, PlannedPartition> earlier = new LinkedHashMap<>();
        known.withRecords(run.id(), source.recordTable()).forEach(partition -> earlier.put(partition.partitionId(), partition));
        if (source.takesAll(run.parameters())) {
            known.withRows(source.partitionTable(), source.recordTable())
                    .forEach(partition -> earlier.putIfAbsent(partition.partitionId(), partition));
        }
        List<PlannedPartition> missed = earlier.values().stream()
                .filter(partition -> !planned.contains(partition.partitionId()))
                .toList();
        if (missed.isEmpty()) {
            return new Lost(List.of(), List.of());
        }
        List<FoundPartition> there = source.find(missed.stream().map(PlannedPartition::partitionId).collect(Collectors.toSet()));
        Set<String> found = there.stream().map(each -> each.planned().partitionId()).collect(Collectors.toSet());
        return new Lost(there, missed.stream().filter(partition -> !found.contains(partition.partitionId())).toList());
    }

    /** Ends those that are gone as what they are. May be repeated. */
    void end(Run run, List<PlannedPartition> gone) {
        Set<String> ids = gone.stream().map(PlannedPartition::partitionId).collect(Collectors.toSet());
        partitions.references(run.id(), ids).forEach(reference ->
                partitions.finish(reference, PartitionResult.endedEarly(PartitionState.ACCESS_LOST, null, reference.key() + ": " + REASON)));
    }
}
