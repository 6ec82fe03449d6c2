package dev.backfill.workers.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a record is, asked for by its id.
 *
 * @param partitionId the partition that it is in now, or null if it exists but cannot be read
 * @param createdAt when it was created, if the source says so
 * @param deleted whether it only exists as something that was deleted, as in a trash: it is fetched once more, so that its row says so,
 *     and counts as absent
 */
public record Location(String id, @Nullable String partitionId, @Nullable Instant createdAt, boolean deleted) {
    public Location(String id, @Nullable String partitionId, @Nullable Instant createdAt) {
        this(id, partitionId, createdAt, false);
    }
}
