package dev.backfill.gateway.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Makes input that somebody hostile could send, the same for the same seed: well-formed for the most part, and broken in one place. */
public final class Hostility {
    private static final List<String> NAMES =
            List.of("alg", "typ", "kid", "crit", "b64", "jwk", "jku", "x5c", "x5u", "cty", "zip", "enc", "iss", "sub", "aud", "exp", "nbf",
                    "iat", "jti", "role", "days", "projects", "idToken", "name", "expiresAt", "__proto__", "", "\\u0000", "a\\nb");
    private static final List<String> ATOMS =
            List.of("null", "true", "false", "0", "-0", "-1", "1e400", "1e-400", "1E999999999", "9223372036854775808", "253402300800",
                    "0.1", "NaN", "Infinity", "\"\"", "\"HS256\"", "\"none\"", "\"JWT\"", "\"backfill\"", "\"ADMIN\"", "\"usr_1\"", "\"\\ud83d\"",
                    "\"\\u0000\"", "[]", "{}", "[null]", "{\"\":null}", "'x'", "undefined", "01", "+1");
    private static final int DEEPEST = 2_000;

    private final Random random;

    public Hostility(long seed) {
        this.random = new Random(seed);
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** JSON of any kind, or nearly so. */
    public byte[] json() {
        return broken(switch (below(6)) {
            case 0 -> oneOf(ATOMS);
            case 1 -> nested();
            case 2 -> "9".repeat(1 + below(1_200));
            case 3 -> "{\"a\":1,\"a\":" + oneOf(ATOMS) + "}";
            default -> object();
        }).getBytes(below(12) == 0 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
    }

    private String nested() {
        int depth = 1 + below(DEEPEST);
        return below(2) == 0 ? "[".repeat(depth) + "]".repeat(depth) : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    private String object() {
        List<String> members = new ArrayList<>();
        for (int i = below(8); i >= 0; i--) {
            members.add("\"" + oneOf(NAMES) + "\":" + (below(10) == 0 ? nested() : oneOf(ATOMS)));
        }
        return "{" + String.join(",", members) + "}";
    }

    private String broken(String text) {
        return switch (below(8)) {
            case 0 -> text.substring(0, below(text.length() + 1));
            case 1 -> text + oneOf(ATOMS);
            case 2 -> "\uFEFF" + text;
            default -> text;
        };
    }

    /** Bytes of UTF-8 that is no UTF-8 somewhere, at times. */
    public byte[] bytes() {
        byte[] bytes = json();
        if (bytes.length > 0 && below(3) == 0) {
            bytes[below(bytes.length)] = (byte) below(256);
        }
        return bytes;
    }

    /** Something like a token in compact form. */
    public String token() {
        String header = below(3) == 0 ? "{\"alg\":\"HS256\",\"typ\":\"JWT\"}" : "";
        List<String> parts = new ArrayList<>();
        parts.add(encoded(header.isEmpty() ? bytes() : header.getBytes(StandardCharsets.UTF_8)));
        parts.add(encoded(bytes()));
        parts.add(encoded(text(below(40)).getBytes(StandardCharsets.ISO_8859_1)));
        if (below(8) == 0) {
            parts.remove(below(parts.size()));
        }
        if (below(8) == 0) {
            parts.add(below(parts.size()), "");
        }
        return String.join(".", parts);
    }

    /** Characters that a header may hold, and none that ends it. */
    public String text(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) (0x21 + below(0x7e - 0x21)));
        }
        return text.toString();
    }

    public static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
