package dev.backfill.store.apikey;

import dev.backfill.store.account.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that was issued.
 *
 * @param id the part of the key by which it is found
 * @param ordinal the place in the order in which keys were issued
 * @param role what it was issued for
 * @param owner whose it is: {@code admin}, or {@code user:} and the subject of their tokens
 * @param ownerRole what the owner may now
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
        String owner,
        Role ownerRole,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {
    /** Whether it opens anything at this instant. */
    public boolean isValidAt(Instant instant) {
        return revokedAt == null && instant.isBefore(expiresAt);
    }

    /** What it opens: never more than its owner may. */
    public Role effectiveRole() {
        return role.atMost(ownerRole);
    }

    @Override
    public String toString() {
        return "ApiKey[" + id + "]";
    }
}
