package dev.backfill.store.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in, and the token that was made by it.
 *
 * @param id the {@code jti} of the token
 * @param ordinal the place in the order of sign-ins
 * @param account the id of who signed in
 */
public record Session(
        String id, long ordinal, String account, Instant createdAt, Instant expiresAt, @Nullable Instant endedAt) {}
