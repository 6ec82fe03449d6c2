package dev.backfill.simulator.notion.workspace;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a UUID of the workspace stands for. Ids are computed both ways, so that no table of them is needed.
 *
 * @param owner number of the page, database, data source or user, below 2^28
 * @param part number within the owner, below 2^30
 */
public record NotionId(Kind kind, int owner, int part) {

    private static final Pattern FORM = Pattern.compile(
            "[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);
    private static final long MASK = (1L << 62) - 1;
    private static final long VARIANT = 1L << 63;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;
    private static final long INVERSE = inverse();

    /** What has ids. */
    public enum Kind { PAGE, DATABASE, DATA_SOURCE, BLOCK, COMMENT, DISCUSSION, USER, OPTION, WORKSPACE }

    /** The id of something without parts. */
    public static NotionId of(Kind kind, int owner) {
        return new NotionId(kind, owner, 0);
    }

    /** Whether a text has the form of a UUID, with or without dashes. */
    public static boolean isUuid(String text) {
        return FORM.matcher(text).matches();
    }

    /** Reads an id with or without dashes; nothing when it stands for nothing here. */
    public static Optional<NotionId> read(String text) {
        if (!isUuid(text)) {
            return Optional.empty();
        }
        String digits = text.replace("-", "");
        long high = Long.parseUnsignedLong(digits.substring(0, 16), 16);
        long key = unscramble(Long.parseUnsignedLong(digits.substring(16), 16) & MASK);
        int kind = (int) (key >>> 58);
        if (high != high(key) || kind >= Kind.values().length) {
            return Optional.empty();
        }
        return Optional.of(new NotionId(Kind.values()[kind], (int) (key >>> 30 & (1 << 28) - 1), (int) (key & (1 << 30) - 1)));
    }

    /** In the canonical form, with dashes. */
    public String text() {
        long key = (long) kind.ordinal() << 58 | (long) owner << 30 | part;
        return new UUID(high(key), VARIANT | scramble(key)).toString();
    }

    /** Without dashes, as in links. */
    public String digits() {
        return text().replace("-", "");
    }

    private static long high(long key) {
        return Draw.mix(key + FACTOR) & ~0xF000L | 0x8000L;
    }

    private static long scramble(long key) {
        long mixed = (key ^ key >>> 31) * FACTOR & MASK;
        return mixed ^ mixed >>> 31;
    }

    private static long unscramble(long scrambled) {
        long mixed = (scrambled ^ scrambled >>> 31) * INVERSE & MASK;
        return mixed ^ mixed >>> 31;
    }

    /** Newton's iteration doubles the number of right bits each time. */
    private static long inverse() {
        long x = FACTOR;
        for (int i = 0; i < 6; i++) {
            x *= 2 - FACTOR * x;
        }
        return x;
    }
}
