package dev.backfill.workers.secret;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text as it reads once its escapes are undone, and where each of its characters stood before. */
final class Unescaped {
    /**
     * Percent-encoding (RFC 3986, 2.1), escapes of JSON and JavaScript, references of HTML by number and by name; each also where it was
     * escaped again, as {@code %25} and {@code &amp;} do.
     */
    private static final Pattern ESCAPE = Pattern.compile("""
            %(?:25)*+([0-9A-Fa-f]{2})\
            |\\\\++u([0-9A-Fa-f]{4})\
            |\\\\++x([0-9A-Fa-f]{2})\
            |&(?:amp;)*+\\#[xX]0*+([0-9A-Fa-f]{1,4});\
            |&(?:amp;)*+\\#0*+([0-9]{1,5});\
            |&(?:amp;)*?(quot|apos|amp|lt|gt);\
            |\\\\++([^A-Za-z0-9\\\\])""");

    private static final Map<String, Character> NAMED = Map.of("quot", '"', "apos", '\'', "amp", '&', "lt", '<', "gt", '>');

    private final String text;
    private final String lowerCase;
    /** Where each character began and ended in the text as it came. */
    private final int[] starts;
    private final int[] ends;

    private Unescaped(String text, int[] starts, int[] ends) {
        this.text = text;
        // One character for each, as in the text: String.toLowerCase may add some.
        StringBuilder lower = new StringBuilder(text);
        for (int index = 0; index < lower.length(); index++) {
            lower.setCharAt(index, Character.toLowerCase(lower.charAt(index)));
        }
        this.lowerCase = lower.toString();
        this.starts = starts;
        this.ends = ends;
    }

    /** As it is, a backslash being a backslash. */
    static Unescaped literally(String text) {
        int[] starts = new int[text.length()];
        int[] ends = new int[text.length()];
        for (int index = 0; index < text.length(); index++) {
            starts[index] = index;
            ends[index] = index + 1;
        }
        return new Unescaped(text, starts, ends);
    }

    static Unescaped of(String escaped) {
        StringBuilder text = new StringBuilder(escaped.length());
        int[] starts = new int[escaped.length()];
        int[] ends = new int[escaped.length()];
        Matcher escape = ESCAPE.matcher(escaped);
        boolean more = escape.find();
        for (int index = 0; index < escaped.length(); ) {
            boolean here = more && escape.start() == index;
            int end = here ? escape.end() : index + 1;
            starts[text.length()] = index;
            ends[text.length()] = end;
            text.append(here ? meaning(escape) : escaped.charAt(index));
            index = end;
            if (here) {
                more = escape.find();
            }
        }
        return new Unescaped(text.toString(), Arrays.copyOf(starts, text.length()), Arrays.copyOf(ends, text.length()));
    }

    private static char meaning(MatchResult escape) {
        for (int hexadecimal = 1; hexadecimal <= 4; hexadecimal++) {
            if (escape.group(hexadecimal) != null) {
                return (char) Integer.parseInt(escape.group(hexadecimal), 16);
            }
        }
        if (escape.group(5) != null) {
            return (char) Integer.parseInt(escape.group(5));
        }
        return escape.group(6) != null ? NAMED.get(escape.group(6).toLowerCase(Locale.ROOT)) : escape.group(7).charAt(0);
    }

    String text() {
        return text;
    }

    String lowerCase() {
        return lowerCase;
    }

    /** Where the character began in the text as it came. */
    int start(int index) {
        return starts[index];
    }

    /** Where it ended there. */
    int end(int index) {
        return ends[index];
    }
}
