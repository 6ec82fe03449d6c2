package dev.backfill.gateway.security;

import java.security.MessageDigest;

/** The admin key, kept and compared as a digest: the time that a comparison takes tells nothing, not even the length. */
final class AdminKey {
    private final byte[] digest;

    AdminKey(String key) {
        this.digest = IssuedKey.sha256(key);
    }

    boolean matches(String sent) {
        return MessageDigest.isEqual(digest, IssuedKey.sha256(sent));
    }
}
