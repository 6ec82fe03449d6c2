package dev.backfill.gateway.token;

import dev.backfill.store.account.Role;

/**
 * What a valid token says.
 *
 * @param subject whom it stands for: 1 to 255 visible ASCII characters
 * @param role the role it claims; {@code NO_ACCESS} if it claims none
 * @param ofAccount whether it was made here for an account, whose role now decides instead
 */
public record VerifiedToken(String subject, Role role, boolean ofAccount) {}
