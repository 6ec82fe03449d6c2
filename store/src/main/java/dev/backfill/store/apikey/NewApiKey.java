package dev.backfill.store.apikey;

import dev.backfill.store.account.Role;
import java.time.Instant;

/**
 * A key that is to be issued.
 *
 * @param id the part of the key by which it is found
 * @param hash the SHA-256 of the whole key
 * @param createdBy the name of who asked for it, which may be a key
 * @param owner whose it is: {@code admin}, or {@code user:} and the subject of their tokens
 */
public record NewApiKey(String id, String name, Role role, byte[] hash, String createdBy, String owner, Instant expiresAt) {}
