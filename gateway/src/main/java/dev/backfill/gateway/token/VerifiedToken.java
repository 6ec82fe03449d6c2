package dev.backfill.gateway.token;

import dev.backfill.store.account.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a valid token says.
 *
 * @param subject whom it stands for: 1 to 255 visible ASCII characters; never of the form of an account's, unless it was made here
 * @param role the role it claims; {@code NO_ACCESS} if it claims none
 * @param session the session that it was made for, of an account, whose role now decides instead; null of all others
 * @param issuedAt when it was made; that of its verification if it does not say
 */
public record VerifiedToken(String subject, Role role, @Nullable String session, Instant issuedAt, Instant expiresAt) {}
