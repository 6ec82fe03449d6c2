package dev.backfill.simulator.fireflies.meeting;

import java.util.OptionalLong;

/** Ids that look drawn by chance, yet lead back to their number, so that no index of them is held. */
public final class MeetingId {

    private static final String PREFIX = "01J";
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 13;
    private static final int BITS = 5;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;
    private static final long KEY = 0x5DEECE66DL;
    private static final long INVERSE = inverse();

    private MeetingId() {}

    /** The id of a number. */
    public static String of(long number) {
        long scrambled = number * FACTOR ^ KEY;
        char[] digits = new char[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (scrambled & 31));
            scrambled >>>= BITS;
        }
        return PREFIX + new String(digits);
    }

    /** The number of an id, if it has the form of one. */
    static OptionalLong number(String id) {
        if (!id.startsWith(PREFIX) || id.length() != PREFIX.length() + LENGTH) {
            return OptionalLong.empty();
        }
        long scrambled = 0;
        for (int i = PREFIX.length(); i < id.length(); i++) {
            int digit = DIGITS.indexOf(id.charAt(i));
            if (digit < 0) {
                return OptionalLong.empty();
            }
            scrambled = scrambled << BITS | digit;
        }
        long number = (scrambled ^ KEY) * INVERSE;
        return of(number).equals(id) ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** Newton's iteration doubles the right bits each time. */
    private static long inverse() {
        long inverse = FACTOR;
        for (int i = 0; i < 6; i++) {
            inverse *= 2 - FACTOR * inverse;
        }
        return inverse;
    }
}
