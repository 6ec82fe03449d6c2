package dev.backfill.store.page;

import org.jspecify.annotations.Nullable;

/**
 * A record that cannot be stored, for the dead-letter table.
 *
 * @param id the source's own id, if it has one
 * @param reason why, in words
 * @param payload what the source gave, as far as it did
 */
public record RejectedRecord(@Nullable String id, String reason, byte @Nullable [] payload) {}
