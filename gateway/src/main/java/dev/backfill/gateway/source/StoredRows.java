package dev.backfill.gateway.source;

import dev.backfill.store.source.StoredCount;
import dev.backfill.store.source.StoredCounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** How many rows each table of a source has, counted once in a while however many ask. Blocks. */
@Component
class StoredRows {
    private static final Duration KEPT_FOR = Duration.ofSeconds(5);

    private record Counted(Instant at, List<StoredCount> counts) {}

    private final StoredCounts counts;
    private final Clock clock;
    private final Map<String, Counted> counted = new ConcurrentHashMap<>();

    StoredRows(StoredCounts counts, Clock clock) {
        this.counts = counts;
        this.clock = clock;
    }

    /** @param source the id of a registered source, which is also the name of its schema */
    List<StoredCount> of(String source) {
        Instant now = clock.instant();
        // One counts, the others wait for it.
        return counted.compute(source, (id, earlier) -> earlier != null && earlier.at().plus(KEPT_FOR).isAfter(now)
                        ? earlier
                        : new Counted(now, counts.of(id)))
                .counts();
    }
}
