package dev.backfill.workflows.testquery;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query found: ids, keys and times, no content.
 *
 * @param query in the source's own language
 * @param approximateTotal how many records the source says there are; a hint
 * @param records the most recently changed, at most as many as were asked for
 * @param tookMillis from the first request to the last answer, waiting for the request budget included
 */
public record FoundRecords(String query, long approximateTotal, List<FoundRecord> records, long tookMillis) {
    /** @param updatedAt when it was last changed, if the source says so */
    public record FoundRecord(String id, @Nullable String key, @Nullable Instant updatedAt) {}
}
