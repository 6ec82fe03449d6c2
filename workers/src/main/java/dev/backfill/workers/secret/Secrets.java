package dev.backfill.workers.secret;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The secrets that this process holds, and the one place that takes them out of what others say: vendors repeat what they were sent, in
 * error texts above all. Found as they are, in any mixture of escapes ({@link Unescaped}), in hexadecimal, and in Base64 wherever in it
 * they begin, so that {@code user:token} is found by its token.
 */
public final class Secrets {
    /** What stands in a text where a secret stood. */
    public static final String MARK = "[secret]";

    /** Shorter ones are words that every other sentence has; no vendor issues them. */
    private static final int SHORTEST = 8;

    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();
    private static final List<Secret> SECRETS = new CopyOnWriteArrayList<>();

    private Secrets() {}

    /** Has this taken out of every text from now on. One of fewer than 8 characters is not. */
    public static void hold(String secret) {
        if (secret.length() >= SHORTEST && KNOWN.add(secret)) {
            SECRETS.add(Secret.of(secret));
        }
    }

    /** The same of what a header {@code Authorization} holds: a token, or user and password of {@code Basic} (RFC 7617). */
    public static void holdAuthorization(String header) {
        if (!KNOWN.add(header)) {
            return;
        }
        String credentials = header.substring(header.indexOf(' ') + 1).strip();
        hold(credentials);
        if (header.toLowerCase(Locale.ROOT).startsWith("basic ")) {
            String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            hold(pair.substring(pair.indexOf(':') + 1));
        }
    }

    /** The text with {@link #MARK} in place of every secret; the text itself if there is none in it. */
    public static String scrubbed(String text) {
        if (SECRETS.isEmpty() || text.length() < SHORTEST) {
            return text;
        }
        BitSet hidden = new BitSet(text.length());
        Unescaped plain = Unescaped.literally(text);
        Unescaped unescaped = Unescaped.of(text);
        for (Secret secret : SECRETS) {
            secret.hide(plain, hidden);
            secret.hide(unescaped, hidden);
        }
        return hidden.isEmpty() ? text : marked(text, hidden);
    }

    private static String marked(String text, BitSet hidden) {
        StringBuilder scrubbed = new StringBuilder(text.length());
        int shown = 0;
        for (int from = hidden.nextSetBit(0); from >= 0; from = hidden.nextSetBit(shown)) {
            scrubbed.append(text, shown, from).append(MARK);
            shown = hidden.nextClearBit(from);
        }
        return scrubbed.append(text, shown, text.length()).toString();
    }
}
