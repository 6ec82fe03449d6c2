package dev.backfill.store.apikey;

import dev.backfill.store.account.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that was issued.
 *
 * @param id the part of the key by which it is found
 * @param ordinal the place in the order in which keys were issued
 * @param hash the SHA-256 of the whole key
 * @param lastUsedAt to the minute; null if never
 */
public record ApiKey(
        String id,
        long ordinal,
        String name,
        Role role,
        byte[] hash,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {
    /** Whether it opens anything at this instant. */
    public boolean isValidAt(Instant instant) {
        return revokedAt == null && instant.isBefore(expiresAt);
    }

    @Override
    public String toString() {
        return "ApiKey[" + id + "]";
    }
}
