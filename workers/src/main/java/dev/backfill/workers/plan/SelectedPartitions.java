package dev.backfill.workers.plan;

import dev.backfill.store.page.PageWriter;
import dev.backfill.store.page.Table;
import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.partition.PlannedPartition;
import dev.backfill.store.run.Run;
import dev.backfill.store.run.RunScope.Selected;
import dev.backfill.store.selection.KnownRecord;
import dev.backfill.store.selection.SelectionStore;
import dev.backfill.store.watermark.Basis;
import dev.backfill.workers.source.FoundPartition;
import dev.backfill.workers.source.Location;
import dev.backfill.workers.source.Source;
import dev.backfill.workflows.run.RunMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Plans a run that covers only what was selected: whole partitions, records by id, and records by name that the source is asked about. */
@Component
public class SelectedPartitions {
    private final SelectionStore selections;
    private final PartitionStore partitions;
    private final PageWriter writer;
    private final Bases bases;

    public SelectedPartitions(SelectionStore selections, PartitionStore partitions, PageWriter writer, Bases bases) {
        this.selections = selections;
        this.partitions = partitions;
        this.writer = writer;
        this.bases = bases;
    }

    /** @return how many partitions there are; none if no record that was asked for is known */
    int plan(Run run, Source source) {
        Set<String> whole = new LinkedHashSet<>();
        Map<String, List<String>> records = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (Selected selected : selections.of(run.id())) {
            if (selected.record() == null) {
                whole.add(selected.partitionId());
            } else if (selected.partitionId() == null) {
                names.add(selected.record());
            } else {
                add(records, selected.partitionId(), selected.record());
            }
        }
        if (!names.isEmpty()) {
            place(run, source, names, records);
        }
        records.keySet().removeAll(whole);
        Set<String> ids = new LinkedHashSet<>(whole);
        ids.addAll(records.keySet());
        List<PlannedPartition> planned = ids.isEmpty() ? List.of() : find(run, source, ids);
        return partitions.plan(run.id(), planned, records, bases(run, source, ids));
    }

    /** In full: what was selected is in doubt, whatever was proved of it before. */
    private Map<String, Basis> bases(Run run, Source source, Set<String> ids) {
        Instant begun = Objects.requireNonNullElse(run.startedAt(), run.requestedAt());
        return bases.of(source, RunMode.FULL, run.range(), run.parameters(), begun, List.copyOf(ids));
    }

    private static void add(Map<String, List<String>> records, String partitionId, String record) {
        records.computeIfAbsent(partitionId, key -> new ArrayList<>()).add(record);
    }

    /** One that is no longer visible is planned all the same, so that the run says so. */
    private List<PlannedPartition> find(Run run, Source source, Set<String> ids) {
        List<FoundPartition> found = source.find(ids).stream().sorted(Estimator.NEWEST_FIRST).toList();
        Table table = source.partitionTable();
        if (table != null) {
            writer.writeRows(run.id(), table, found.stream().map(FoundPartition::row).toList());
        }
        List<PlannedPartition> planned = new ArrayList<>(found.stream().map(FoundPartition::planned).toList());
        List<String> missing = new ArrayList<>(ids);
        missing.removeAll(planned.stream().map(PlannedPartition::partitionId).toList());
        Map<String, String> keys = selections.lastKeys(run.source(), missing);
        for (String id : missing) {
            String key = keys.getOrDefault(id, id);
            planned.add(new PlannedPartition(id, key, key, null, null));
        }
        return planned;
    }

    /** Finds the partition of each record: where the source has it now, else where it was stored. */
    private void place(Run run, Source source, List<String> names, Map<String, List<String>> records) {
        Map<String, Location> located = source.resolveAll(names);
        Map<String, KnownRecord> known = selections.find(source.recordTable(), source.nameColumn(), names);
        List<String> unknown = new ArrayList<>();
        List<String> deleted = new ArrayList<>();
        for (String name : names) {
            @Nullable Location location = located.get(name);
            @Nullable KnownRecord stored = known.get(name);
            if (location != null && location.partitionId() != null) {
                add(records, location.partitionId(), location.id());
            } else if (stored != null && (location != null || !stored.deleted())) {
                add(records, stored.partitionId(), stored.id());
            } else {
                (stored == null ? unknown : deleted).add(name);
            }
        }
        selections.note(run.id(), unknown, deleted);
    }
}
