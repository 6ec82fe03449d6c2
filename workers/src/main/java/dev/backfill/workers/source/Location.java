package dev.backfill.workers.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a record is, asked for by its id.
 *
 * @param partitionId the partition that it is in now, or null if it exists but cannot be read
 * @param createdAt when it was created, if the source says so
 */
public record Location(String id, @Nullable String partitionId, @Nullable Instant createdAt) {}
