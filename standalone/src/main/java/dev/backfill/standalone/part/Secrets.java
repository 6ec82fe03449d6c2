package dev.backfill.standalone.part;

import java.security.SecureRandom;

/** Passwords and keys made here. */
public final class Secrets {
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** The prefix, followed by this many random letters and digits, none of which looks like another. */
    public static String random(String prefix, int length) {
        StringBuilder secret = new StringBuilder(prefix);
        RANDOM.ints(length, 0, LETTERS.length()).forEach(index -> secret.append(LETTERS.charAt(index)));
        return secret.toString();
    }
}
