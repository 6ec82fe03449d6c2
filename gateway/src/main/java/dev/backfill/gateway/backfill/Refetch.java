package dev.backfill.gateway.backfill;

import dev.backfill.gateway.request.Bounds;
import dev.backfill.gateway.request.Field;
import dev.backfill.gateway.request.FieldKind;
import dev.backfill.gateway.request.RequestValues;
import dev.backfill.store.partition.NamedPartition;
import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.run.Run;
import dev.backfill.store.run.RunScope;
import dev.backfill.store.run.RunScope.Selected;
import dev.backfill.store.selection.FailedScope;
import dev.backfill.workflows.source.RecordKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fetches a part of a run again, by a run of its own: named records, one partition, or a period. Blocks, but for {@link #fields()}. */
@Component
class Refetch {
    private static final String KEYS = "keys";
    private static final String PARTITION = "partition";
    private static final int MOST_KEYS = 1_000;

    private final ReadBackfills backfills;
    private final PartitionStore partitions;
    private final FailedScope scopes;
    private final BackfillBody bodies;
    private final StartBackfill starts;
    private final PartStart parts;

    Refetch(
            ReadBackfills backfills,
            PartitionStore partitions,
            FailedScope scopes,
            BackfillBody bodies,
            StartBackfill starts,
            PartStart parts) {
        this.backfills = backfills;
        this.partitions = partitions;
        this.scopes = scopes;
        this.bodies = bodies;
        this.starts = starts;
        this.parts = parts;
    }

    List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.within(KEYS, FieldKind.TEXTS, new Bounds.Items(1, MOST_KEYS, new Bounds.Anything()))
                .described("The records, by the names that people use or by their ids."));
        fields.add(Field.of(PARTITION, FieldKind.TEXT).described("The partition, by its key or ordinal."));
        fields.addAll(bodies.dates());
        return fields;
    }

    /**
     * Starts the run; fails as a start does.
     *
     * @throws dev.backfill.gateway.problem.ProblemException of status 404 if there is no such run, 400 naming what is not allowed
     */
    AcceptedView start(String id, RequestValues values, String principal, Optional<String> key, String requestId) {
        // Whether keys are well formed depends on the run's source; whether they are texts does not.
        values.requireValid();
        Run run = backfills.require(id);
        StartRequest request = understand(run, values);
        return starts.start(request, principal, key, requestId);
    }

    private StartRequest understand(Run run, RequestValues values) {
        long sent = Stream.of(values.isSent(KEYS), values.isSent(PARTITION), BackfillBody.isDated(values)).filter(is -> is).count();
        if (sent != 1) {
            values.violated(values.isSent(PARTITION) ? PARTITION : KEYS, "send exactly one of keys, partition, or fromDate with or without toDate");
        }
        List<String> keys = keys(run, values);
        NamedPartition partition = partition(run, values);
        bodies.checkPeriod(PartStart.source(run), values);
        values.requireValid();
        String name = "refetch of " + run.id();
        if (!keys.isEmpty()) {
            List<Selected> records = keys.stream().sorted().map(record -> new Selected(null, record)).toList();
            return parts.of(run, name + ", records " + records, RunScope.refetch(run.id(), records));
        }
        if (partition != null) {
            List<Selected> whole = List.of(new Selected(partition.partitionId(), null));
            return parts.of(run, name + ", partition " + partition.ordinal(), RunScope.refetch(run.id(), whole));
        }
        List<Selected> all = scopes.partitionsOf(run.id());
        RunScope scope = RunScope.refetch(run.id(), all);
        return parts.of(run, name + ", period", all.isEmpty() ? scope.whole() : scope, BackfillBody.period(PartStart.source(run), values));
    }

    private static List<String> keys(Run run, RequestValues values) {
        List<?> sent = values.get(KEYS, List.class);
        List<String> keys = sent == null ? List.of() : sent.stream().map(String::valueOf).toList();
        for (int index = 0; index < keys.size(); index++) {
            if (!RecordKeys.isWellFormed(run.source(), keys.get(index))) {
                values.violated(KEYS, "/" + index, "must be " + RecordKeys.form(run.source()));
            }
        }
        return keys;
    }

    private @Nullable NamedPartition partition(Run run, RequestValues values) {
        String name = values.get(PARTITION, String.class);
        Optional<NamedPartition> found = name == null ? Optional.empty() : partitions.find(run.id(), name);
        if (name != null && found.isEmpty()) {
            values.violated(PARTITION, "must be the key or the ordinal of a partition of this backfill");
        }
        return found.orElse(null);
    }
}
