package dev.backfill.store.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Someone who has signed in.
 *
 * @param id ours; the subject of the tokens that they get
 * @param ordinal the place in the order of first sign-ins
 * @param subject the identity provider's own id of them
 */
public record Account(
        String id,
        long ordinal,
        String subject,
        String email,
        @Nullable String name,
        Role role,
        Instant createdAt,
        Instant lastSignInAt) {}
