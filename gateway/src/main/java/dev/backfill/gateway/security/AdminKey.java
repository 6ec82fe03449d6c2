package dev.backfill.gateway.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The admin key, kept and compared as a digest: the time that a comparison takes tells nothing, not even the length. */
final class AdminKey {
    private final byte[] digest;

    AdminKey(String key) {
        this.digest = sha256(key);
    }

    boolean matches(String sent) {
        return MessageDigest.isEqual(digest, sha256(sent));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
