package dev.backfill.workers.plan;

import dev.backfill.store.plan.HistoryStore;
import dev.backfill.workers.source.Estimate;
import dev.backfill.workers.source.FoundPartition;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.http.RequestMeter;
import dev.backfill.workflows.source.DateRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks a source for its partitions and about how large they are. */
@Component
public class Estimator {
    static final Comparator<FoundPartition> NEWEST_FIRST = Comparator.comparing(
            FoundPartition::lastChangedAt, Comparator.nullsLast(Comparator.reverseOrder()));

    private final HistoryStore history;

    public Estimator(HistoryStore history) {
        this.history = history;
    }

    /** The source's partitions, the most recently changed first, without their sizes. */
    static List<FoundPartition> enumerate(Source source, String parameters, DateRange range) {
        return source.partitions(parameters, range).stream().sorted(NEWEST_FIRST).toList();
    }

    /** Throws what the source throws. */
    Estimation estimate(Source source, String parameters, DateRange range) {
        RequestMeter meter = new RequestMeter();
        List<FoundPartition> found = meter.during(() -> enumerate(source, parameters, range));
        long enumeration = meter.take();
        Estimate estimate = meter.during(() -> source.estimate(found, range));
        Estimate bounded = bounded(completed(source, found, estimate), source.mostRecords(parameters));
        return new Estimation(found, bounded, source.fetchSize(), enumeration, meter.take());
    }

    /** Of a run that takes only so many records, in the order of the partitions. */
    private static Estimate bounded(Estimate estimate, OptionalInt most) {
        if (most.isEmpty()) {
            return estimate;
        }
        List<@Nullable Long> records = new ArrayList<>();
        long left = most.getAsInt();
        for (Long each : estimate.records()) {
            Long taken = each == null ? null : (Long) Math.min(each, left);
            records.add(taken);
            left -= taken == null ? 0 : taken;
        }
        return estimate.withRecords(records);
    }

    /** What a source cannot count is taken to be as large as when it was last pulled. */
    private Estimate completed(Source source, List<FoundPartition> found, Estimate estimate) {
        if (estimate.records().stream().allMatch(Objects::nonNull)) {
            return estimate;
        }
        Map<String, Long> counts = history.lastCounts(source.id());
        List<@Nullable Long> records = new ArrayList<>(estimate.records());
        for (int index = 0; index < records.size(); index++) {
            if (records.get(index) == null) {
                records.set(index, counts.get(found.get(index).planned().partitionId()));
            }
        }
        return estimate.withRecords(records);
    }
}
