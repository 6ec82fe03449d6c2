package dev.backfill.gateway.security;

/** What a request shows to say who is asking; not checked yet. */
sealed interface Credential {
    /** From {@code X-Admin-Key}. */
    record Key(String text) implements Credential {
        @Override
        public String toString() {
            return "Key[]";
        }
    }

    /** From {@code Authorization: Bearer} (RFC 6750). */
    record Token(String text) implements Credential {
        @Override
        public String toString() {
            return "Token[]";
        }
    }
}
