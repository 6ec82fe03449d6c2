package dev.backfill.store.account;

import org.jspecify.annotations.Nullable;

/**
 * What a sign-in says of someone.
 *
 * @param id the id that they get if this is their first sign-in
 * @param subject the identity provider's own id of them
 * @param role the role that they get if this is their first sign-in
 */
public record NewAccount(String id, String subject, String email, @Nullable String name, Role role) {}
