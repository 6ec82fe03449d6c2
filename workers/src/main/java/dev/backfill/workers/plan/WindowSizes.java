package dev.backfill.workers.plan;

/** How many records a window gets. */
final class WindowSizes {
    private WindowSizes() {}

    /**
     * Windows of equal size, none over the largest: 4,100 records at 2,000 a window make three of 1,367, not two and a rest.
     *
     * @param records how many there are, 0 or more
     * @param largest the most that a window may have, at least 1
     * @return at least 1
     */
    static long stretch(long records, int largest) {
        long windows = Math.max(1, Math.ceilDiv(records, (long) largest));
        return Math.max(1, Math.ceilDiv(records, windows));
    }
}
