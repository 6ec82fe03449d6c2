package dev.backfill.workflows.backfill;

import dev.backfill.workflows.quota.PartitionWait;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** When the partitions that wait for the source's quota expect to go on, by key. */
final class PartitionWaits {
    private final Map<String, Instant> untilByKey = new TreeMap<>();

    /** @param underWay whether the partition is: a signal may come late */
    void hear(PartitionWait wait, boolean underWay) {
        Instant until = wait.until();
        if (until != null && underWay) {
            untilByKey.put(wait.partition(), until);
        } else if (wait.partition() != null) {
            end(wait.partition());
        }
    }

    void end(String key) {
        untilByKey.remove(key);
    }

    /** When the first of them goes on; null if none waits. */
    @Nullable Instant first() {
        return untilByKey.values().stream().min(Comparator.naturalOrder()).orElse(null);
    }
}
