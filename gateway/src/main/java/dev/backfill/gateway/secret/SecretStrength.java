package dev.backfill.gateway.secret;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** How good a secret of this process must be: long enough for HMAC-SHA-256 (RFC 7518, 3.2), and not one that is tried first. */
public final class SecretStrength {
    public static final int FEWEST_BYTES = 32;

    private static final int LONGEST_REPEATED_UNIT = 16;
    private static final int FEWEST_DIFFERENT = 8;
    private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e]+");
    /** Letters that are these words alone, in whatever order and number, are the first that an attacker tries. */
    private static final Pattern WELL_KNOWN = Pattern.compile(
            "(secret|change|me|password|default|test|dev|jwt|your|bit|admin|api|key|backfill|example|this|is|my|the|very|long|super"
                    + "|please|replace|insecure|token|qwerty|letmein|abcdefghijklmnopqrstuvwxyz|for|production|only|not|a|string|at|least|bits"
                    + "|uiop|asdfghjkl|zxcvbnm|hs|sha|sign|signing|private|local|development|staging|session|to|in|with|use|must|be|and|do|s)+");
    /** Printed in documents that everyone can read: RFC 7515 (A.1), and our own. */
    private static final Set<String> PUBLISHED = Set.of(
            "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
            "bf_h7Kd2mQx_4fTq8ZrW1nLx6Vb3YpJd9KsGc5HmRe7UaQw2NoEi0Bt");

    private SecretStrength() {}

    /**
     * What is wrong with a secret, one sentence each; the secret itself is never repeated.
     *
     * @param variable its environment variable
     * @param purpose what it is, to follow "It is"
     */
    public static List<String> problems(String variable, String purpose, String secret) {
        String how = " Make one: export " + variable + "=\"$(openssl rand -hex 32)\"";
        if (secret.isBlank()) {
            return List.of(variable + " is missing. It is " + purpose + "." + how);
        }
        if (secret.getBytes(StandardCharsets.UTF_8).length < FEWEST_BYTES) {
            return List.of(variable + " is shorter than " + FEWEST_BYTES + " bytes." + how);
        }
        if (!SENDABLE.matcher(secret).matches()) {
            return List.of(variable + " has characters other than visible ASCII, which cannot be sent or copied safely." + how);
        }
        if (repeatsItself(secret) || secret.chars().distinct().count() < FEWEST_DIFFERENT || isKnown(secret)) {
            return List.of(variable + " can be guessed: it repeats itself, or is made of well-known words." + how);
        }
        return List.of();
    }

    private static boolean repeatsItself(String secret) {
        return IntStream.rangeClosed(1, LONGEST_REPEATED_UNIT)
                .anyMatch(unit -> secret.regionMatches(unit, secret, 0, secret.length() - unit));
    }

    private static boolean isKnown(String secret) {
        String letters = secret.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return PUBLISHED.contains(secret) || WELL_KNOWN.matcher(letters).matches();
    }
}
