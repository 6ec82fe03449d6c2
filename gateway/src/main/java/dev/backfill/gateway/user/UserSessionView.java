package dev.backfill.gateway.user;

import dev.backfill.store.account.Session;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in of someone, as administrators see it.
 *
 * @param expiresAt when its token ends by itself
 * @param endedAt when it was ended before that; null if it was not
 */
record UserSessionView(String id, Instant createdAt, Instant expiresAt, @Nullable Instant endedAt) {
    static UserSessionView of(Session session) {
        return new UserSessionView(session.id(), session.createdAt(), session.expiresAt(), session.endedAt());
    }
}
