package dev.backfill.workers.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * One secret in the forms that it may be told in.
 *
 * @param plain itself, in lower case; what it is as bytes too, where that is another text
 * @param hexadecimal its bytes, in lower case
 * @param base64 for each place within three bytes where it may begin, the characters that depend on nothing else; in the usual and in
 *     the URL-safe alphabet (RFC 4648, 4 and 5)
 */
record Secret(List<String> plain, String hexadecimal, List<String> base64) {
    /** Shorter ones are hidden only where they stand alone: they may be a part of other words. */
    private static final int SHORTEST_WITHIN_WORDS = 12;

    static Secret of(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        List<String> base64 = new ArrayList<>();
        for (int offset = 0; offset < 3; offset++) {
            String core = core(bytes, offset);
            base64.add(core);
            base64.add(core.replace('+', '-').replace('/', '_'));
        }
        String asBytes = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> plain = List.of(secret.toLowerCase(Locale.ROOT), asBytes.toLowerCase(Locale.ROOT));
        return new Secret(plain.stream().distinct().toList(), HexFormat.of().formatHex(bytes), base64.stream().distinct().toList());
    }

    private static String core(byte[] secret, int offset) {
        byte[] shifted = new byte[offset + secret.length];
        System.arraycopy(secret, 0, shifted, offset, secret.length);
        String encoded = Base64.getEncoder().encodeToString(shifted);
        return encoded.substring(Math.ceilDiv(offset * 8, 6), shifted.length * 8 / 6);
    }

    /** Marks where it stands in the text, by the positions of the text as it came. */
    void hide(Unescaped text, BitSet hidden) {
        plain.forEach(form -> hideEach(text, text.lowerCase(), form, false, hidden));
        hideEach(text, text.lowerCase(), hexadecimal, false, hidden);
        base64.forEach(form -> hideEach(text, text.text(), form, true, hidden));
    }

    private static void hideEach(Unescaped text, String searched, String form, boolean base64, BitSet hidden) {
        for (int at = searched.indexOf(form); at >= 0; at = searched.indexOf(form, at + 1)) {
            int from = at;
            int to = at + form.length();
            if (base64) {
                // All that is encoded with it: the user's name before it, and what of it shares a character with that.
                while (from > 0 && isBase64(searched.charAt(from - 1))) {
                    from--;
                }
                while (to < searched.length() && (isBase64(searched.charAt(to)) || searched.charAt(to) == '=')) {
                    to++;
                }
            } else if (form.length() < SHORTEST_WITHIN_WORDS && !standsAlone(searched, from, to)) {
                continue;
            }
            hidden.set(text.start(from), text.end(to - 1));
        }
    }

    private static boolean standsAlone(String text, int from, int to) {
        return (from == 0 || !isWord(text.charAt(from - 1))) && (to == text.length() || !isWord(text.charAt(to)));
    }

    private static boolean isWord(char character) {
        return Character.isLetterOrDigit(character) || character == '_';
    }

    private static boolean isBase64(char character) {
        return character < 128 && (Character.isLetterOrDigit(character) || "+/-_".indexOf(character) >= 0);
    }
}
