package dev.backfill.gateway.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.backfill.store.account.Role;
import dev.backfill.store.apikey.ApiKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An issued key as callers see it.
 *
 * @param key the key itself: only in the answer to its issue, and never again
 * @param owner the person whose key it is
 * @param effectiveRole what it opens now: never more than its owner may
 * @param lastUsedAt to the minute; null if never
 */
public record ApiKeyView(
        String id,
        String name,
        Role role,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key,
        String createdBy,
        String owner,
        Role effectiveRole,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {
    static ApiKeyView of(ApiKey key, @Nullable String text) {
        return new ApiKeyView(
                key.id(), key.name(), key.role(), text, key.createdBy(), key.owner(), key.effectiveRole(), key.createdAt(), key.expiresAt(), key.lastUsedAt(), key.revokedAt());
    }

    /** Without the key, so that it never reaches a log. */
    @Override
    public String toString() {
        return "ApiKeyView[" + id + "]";
    }
}
