package dev.backfill.workers.source;

import dev.backfill.store.page.Row;
import dev.backfill.store.partition.PlannedPartition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A partition that a source enumerated.
 *
 * @param row its row in {@link Source#partitionTable()}, null where there is no such table
 * @param lastChangedAt when something in it was last changed, if the source says so: the most recent are pulled first
 */
public record FoundPartition(PlannedPartition planned, @Nullable Row row, @Nullable Instant lastChangedAt) {}
