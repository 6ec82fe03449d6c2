package dev.backfill.gateway.user;

import dev.backfill.store.account.Account;
import dev.backfill.store.account.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Someone who has signed in, as administrators see them. */
record UserView(
        String id, String subject, String email, @Nullable String name, Role role, Instant createdAt, Instant lastSignInAt) {
    static UserView of(Account account) {
        return new UserView(
                account.id(),
                account.subject(),
                account.email(),
                account.name(),
                account.role(),
                account.createdAt(),
                account.lastSignInAt());
    }
}
