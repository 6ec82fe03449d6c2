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
 */
public record StoredPartition(
        long id,
        String runId,
        String source,
        String partitionId,
        String key,
        DateRange range,
        @Nullable Long expected,
        Instant runStartedAt) {}
