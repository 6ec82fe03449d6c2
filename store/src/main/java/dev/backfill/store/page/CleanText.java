package dev.backfill.store.page;

/** Text as PostgreSQL can hold it: without NUL, and without half of a surrogate pair, neither of which UTF-8 in PostgreSQL allows. */
public final class CleanText {
    private static final char REPLACEMENT = '\uFFFD';

    private CleanText() {}

    /** Whether the text can be stored as it is. */
    public static boolean isClean(String text) {
        for (int index = 0; index < text.length(); index++) {
            char unit = text.charAt(index);
            if (unit == 0 || (Character.isSurrogate(unit) && !isPair(text, index++))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPair(String text, int index) {
        return Character.isHighSurrogate(text.charAt(index))
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
    }

    /** The text with each NUL and each lone surrogate replaced by U+FFFD. */
    public static String clean(String text) {
        if (isClean(text)) {
            return text;
        }
        StringBuilder cleaned = new StringBuilder(text.length());
        for (int index = 0; index < text.length(); index++) {
            char unit = text.charAt(index);
            if (isSurrogatePairAt(text, index)) {
                cleaned.append(unit).append(text.charAt(++index));
            } else {
                cleaned.append(unit == 0 || Character.isSurrogate(unit) ? REPLACEMENT : unit);
            }
        }
        return cleaned.toString();
    }

    private static boolean isSurrogatePairAt(String text, int index) {
        return Character.isSurrogate(text.charAt(index)) && isPair(text, index);
    }
}
