package dev.backfill.gateway.signin;

import dev.backfill.store.account.Account;
import dev.backfill.store.account.Role;
import java.time.Instant;

/**
 * The answer to a sign-in.
 *
 * @param token to be sent as {@code Authorization: Bearer}
 */
record SessionView(String token, String tokenType, Instant expiresAt, User user) {
    record User(String id, String email, Role role) {
        static User of(Account account) {
            return new User(account.id(), account.email(), account.role());
        }
    }

    /** Without the token, so that it never reaches a log. */
    @Override
    public String toString() {
        return "SessionView[user=" + user.id() + "]";
    }
}
