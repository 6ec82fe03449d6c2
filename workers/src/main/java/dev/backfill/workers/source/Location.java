package dev.backfill.workers.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a record is, asked for by its id.
 *
 * @param partitionId the partition that it is in now
 * @param createdAt when it was created, if the source says so
 */
public record Location(String id, String partitionId, @Nullable Instant createdAt) {}
