package dev.backfill.store.partition;

import dev.backfill.workflows.source.DateRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A partition's row, with what its run says about it.
 *
 * @param id the row's id
 * @param expected what the census counted, once it is taken
 * @param runStartedAt when the run was begun: changes since then are pulled again
 * @param parameters the run's own parameters for the source, as a JSON object
 * @param selected whether only the records of its first census are looked at: they were given, or the run takes no more
 * @param changedSince only what was changed since this instant was listed before the pull; null for everything
 * @param retries how often it was opened again after it had failed
 */
public record StoredPartition(
        long id,
        String runId,
        String source,
        String partitionId,
        String key,
        DateRange range,
        @Nullable Long expected,
        Instant runStartedAt,
        String parameters,
        boolean selected,
        @Nullable Instant changedSince,
        int retries) {}
