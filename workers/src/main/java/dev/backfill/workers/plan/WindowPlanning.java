package dev.backfill.workers.plan;

import dev.backfill.store.census.CensusStore;
import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.partition.StoredPartition;
import dev.backfill.workers.settings.WorkersProperties;
import dev.backfill.workers.source.Location;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.http.RequestMeter;
import dev.backfill.workers.verify.VendorCount;
import dev.backfill.workflows.plan.PartitionReference;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cuts the census of a partition into windows of about as many records, newest first. */
final class WindowPlanning {
    private final CensusStore census;
    private final PartitionStore partitions;
    private final VendorCount vendorCount;
    private final WorkersProperties properties;

    WindowPlanning(CensusStore census, PartitionStore partitions, VendorCount vendorCount, WorkersProperties properties) {
        this.census = census;
        this.partitions = partitions;
        this.vendorCount = vendorCount;
        this.properties = properties;
    }

    /** @return how many windows there are */
    int plan(PartitionReference reference, Source source) {
        StoredPartition partition = partitions.get(reference);
        long stretch = WindowSizes.stretch(census.countToFetch(partition.id()), properties.windowRecords());
        // What was selected is in no order of time.
        List<String> starts = partition.selected() ? List.of() : census.idsAtStarts(partition.id(), stretch);
        Map<String, Instant> created = RequestMeter.counting(requests -> partitions.addRequests(reference, requests), () -> {
            vendorCount.take(source, partition);
            return createdAt(source, starts);
        });
        return census.cut(partition.id(), stretch, starts, created);
    }

    /** When these records were created: the bounds of the windows. One that is gone leaves its window without them. */
    private static Map<String, Instant> createdAt(Source source, List<String> ids) {
        Map<String, Instant> created = new HashMap<>();
        for (Location location : source.locateAll(ids).values()) {
            if (location.createdAt() != null) {
                created.put(location.id(), location.createdAt());
            }
        }
        return created;
    }
}
