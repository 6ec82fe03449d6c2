package dev.backfill.simulator.jira.site;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/** Sorts positions by date, fast enough for millions: date and position share one long. */
public final class UpdateOrder {

    private static final int INDEX_BITS = 24;
    private static final long INDEX_MASK = (1L << INDEX_BITS) - 1;

    private UpdateOrder() {}

    /**
     * The positions by date, then by position.
     *
     * @param indices below 2^24
     * @param date epoch milliseconds, less than 2^38 (eight years) apart
     */
    public static int[] sort(int[] indices, IntToLongFunction date) {
        long first = Arrays.stream(indices).mapToLong(date::applyAsLong).min().orElse(0);
        long[] packed = Arrays.stream(indices)
                .mapToLong(index -> (date.applyAsLong(index) - first) << INDEX_BITS | index).toArray();
        Arrays.sort(packed);
        return Arrays.stream(packed).mapToInt(value -> (int) (value & INDEX_MASK)).toArray();
    }
}
