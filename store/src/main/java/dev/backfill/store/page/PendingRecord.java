package dev.backfill.store.page;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that the source has, but not yet whole: it is fetched again later in the run, and never stored as if it were complete.
 *
 * @param id the source's own id
 * @param createdAt when the source says it was created
 * @param reason what it waits for, in words
 */
public record PendingRecord(String id, @Nullable Instant createdAt, String reason) {}
