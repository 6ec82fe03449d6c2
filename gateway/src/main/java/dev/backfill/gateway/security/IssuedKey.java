package dev.backfill.gateway.security;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API key as it is handed out: {@code bf_}, an id of 8 letters and digits by which it is found, {@code _}, and 32 random bytes in
 * base 62.
 */
public record IssuedKey(String id, String text) {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final int RANDOM_BYTES = 32;
    /** The digits that 32 bytes need at most. */
    private static final int SECRET_LENGTH = 43;
    private static final int ID_LENGTH = 8;
    private static final Pattern FORM = Pattern.compile("bf_([0-9A-Za-z]{" + ID_LENGTH + "})_[0-9A-Za-z]{" + SECRET_LENGTH + "}");
    /** The form of an id. */
    public static final Pattern ID = Pattern.compile("[0-9A-Za-z]{" + ID_LENGTH + "}");

    /** A key that nobody has had before. */
    public static IssuedKey draw(SecureRandom random) {
        StringBuilder id = new StringBuilder();
        random.ints(ID_LENGTH, 0, DIGITS.length()).forEach(index -> id.append(DIGITS.charAt(index)));
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new IssuedKey(id.toString(), "bf_" + id + "_" + inBase62(new BigInteger(1, bytes)));
    }

    private static String inBase62(BigInteger number) {
        StringBuilder digits = new StringBuilder();
        for (BigInteger rest = number; digits.length() < SECRET_LENGTH; rest = rest.divide(BASE)) {
            digits.append(DIGITS.charAt(rest.mod(BASE).intValue()));
        }
        return digits.reverse().toString();
    }

    /** The key that was sent, if it has the form of one. */
    static Optional<IssuedKey> parse(String sent) {
        Matcher form = FORM.matcher(sent);
        return form.matches() ? Optional.of(new IssuedKey(form.group(1), sent)) : Optional.empty();
    }

    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The SHA-256 of the whole key: all that is stored. So many random bits need no slow hash. */
    public byte[] hash() {
        return sha256(text);
    }

    public static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Without the secret, so that it never reaches a log. */
    @Override
    public String toString() {
        return "IssuedKey[" + id + "]";
    }
}
