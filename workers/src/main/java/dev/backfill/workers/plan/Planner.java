package dev.backfill.workers.plan;

import dev.backfill.store.census.CensusStore;
import dev.backfill.store.page.PageWriter;
import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.partition.StoredPartition;
import dev.backfill.store.run.Run;
import dev.backfill.store.run.RunStore;
import dev.backfill.workers.failure.FailureTranslator;
import dev.backfill.workers.pull.Heartbeats;
import dev.backfill.workers.settings.WorkersProperties;
import dev.backfill.workers.source.FoundPartition;
import dev.backfill.workers.source.Location;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.SourceRegistry;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.PlanActivities;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Enumerates partitions, and cuts the census of each into windows of about as many records, newest first. */
@Component
public class Planner implements PlanActivities {
    private static final Comparator<FoundPartition> NEWEST_FIRST = Comparator.comparing(
            FoundPartition::lastChangedAt, Comparator.nullsLast(Comparator.reverseOrder()));

    private final SourceRegistry sources;
    private final RunStore runs;
    private final PartitionStore partitions;
    private final CensusStore census;
    private final PageWriter writer;
    private final WorkersProperties properties;
    private final Heartbeats heartbeats;
    private final FailureTranslator translator;

    public Planner(
            SourceRegistry sources,
            RunStore runs,
            PartitionStore partitions,
            CensusStore census,
            PageWriter writer,
            WorkersProperties properties,
            Heartbeats heartbeats,
            FailureTranslator translator) {
        this.sources = sources;
        this.runs = runs;
        this.partitions = partitions;
        this.census = census;
        this.writer = writer;
        this.properties = properties;
        this.heartbeats = heartbeats;
        this.translator = translator;
    }

    @Override
    public int planPartitions(String runId) {
        return translator.translating("plan of " + runId, () -> heartbeats.during(heartbeat -> {
            Run run = runs.find(runId).orElseThrow(() -> SourceException.of(
                    FailureType.CONFIGURATION, "the run has no row: its start was answered as failed; start it again"));
            Source source = sources.get(run.source());
            List<FoundPartition> found = source.partitions(run.parameters(), run.range()).stream().sorted(NEWEST_FIRST).toList();
            writer.writeRows(runId, source.partitionTable(), found.stream().map(FoundPartition::row).toList());
            return partitions.plan(runId, found.stream().map(FoundPartition::planned).toList());
        }));
    }

    @Override
    public int planWindows(PartitionReference reference) {
        return translator.translating("windows of " + reference.key(), () -> heartbeats.during(heartbeat -> {
            StoredPartition partition = partitions.get(reference);
            long stretch = WindowSizes.stretch(census.count(partition.id()), properties.windowRecords());
            List<String> starts = census.idsAtStarts(partition.id(), stretch);
            return census.cut(partition.id(), stretch, starts, createdAt(sources.get(reference.source()), starts));
        }));
    }

    /** When these records were created: the bounds of the windows. One that is gone leaves its window without them. */
    private static Map<String, Instant> createdAt(Source source, List<String> ids) {
        Map<String, Instant> created = new HashMap<>();
        for (int from = 0; from < ids.size(); from += source.fetchSize()) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + source.fetchSize()));
            for (Location location : source.locate(some).values()) {
                if (location.createdAt() != null) {
                    created.put(location.id(), location.createdAt());
                }
            }
        }
        return created;
    }
}
