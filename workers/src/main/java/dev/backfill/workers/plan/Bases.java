package dev.backfill.workers.plan;

import dev.backfill.store.watermark.Basis;
import dev.backfill.store.watermark.Watermark;
import dev.backfill.store.watermark.WatermarkStore;
import dev.backfill.workers.source.Source;
import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.source.DateRange;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What partitions rest on: the one rule of incremental runs, for every source. A partition is pulled from its watermark, less the
 * source's overlap, if what was proved begins no later than the run's range; else in full.
 */
@Component
public class Bases {
    private final WatermarkStore watermarks;

    public Bases(WatermarkStore watermarks) {
        this.watermarks = watermarks;
    }

    /**
     * @param parameters the source's own parameters, as a JSON object
     * @param begun when the run was begun
     * @return by the partition's own id
     */
    Map<String, Basis> of(
            Source source, RunMode mode, DateRange range, String parameters, Instant begun, List<String> partitionIds) {
        OptionalInt most = source.mostRecords(parameters);
        Map<String, Watermark> proved = mode == RunMode.INCREMENTAL ? watermarks.of(source.id()) : Map.of();
        Map<String, Basis> bases = new HashMap<>();
        for (String id : partitionIds) {
            bases.put(id, new Basis(
                    changedSince(source, range, most, proved.get(id)),
                    tellsUntil(source, range, begun) ? range.from() : null,
                    most.isPresent() ? (Integer) most.getAsInt() : null,
                    source.rangeColumn() == null && most.isEmpty()));
        }
        return bases;
    }

    private static @Nullable Instant changedSince(Source source, DateRange range, OptionalInt most, @Nullable Watermark proved) {
        if (proved == null || proved.completeFrom() == null || proved.completeFrom().isAfter(range.from())) {
            return null;
        }
        // Of a run that took the newest records alone, only these are proved.
        Integer bound = proved.mostRecords();
        boolean within = bound == null || (most.isPresent() && most.getAsInt() <= bound);
        return within ? proved.completeUntil().minus(source.overlap()) : null;
    }

    /**
     * Where a range is one of what was changed, everything that was changed before its end is in it. Where it is one of a date of the
     * records' own, a range that has ended tells nothing of later records, however long ago they were changed.
     */
    private static boolean tellsUntil(Source source, DateRange range, Instant begun) {
        return source.rangeColumn() == null || !range.to().isBefore(begun);
    }
}
