package dev.backfill.workers.source.jira;

/**
 * How much is asked for at once. What Jira fails at is asked for in smaller pieces from then on, by every thread, until enough of them
 * have gone well to try a larger one: a limit of Jira's stays, weather passes.
 */
final class AskedSize {
    private static final int ENOUGH = 50;

    private final int most;
    private int size;
    private int wentWell;

    AskedSize(int most) {
        this.most = most;
        this.size = most;
    }

    synchronized int get() {
        return size;
    }

    /** So many were given, where more were too many. */
    synchronized void lower(int worked) {
        size = Math.max(1, Math.min(size, worked));
        wentWell = 0;
    }

    /** So many were given at the first attempt. */
    synchronized void wentWell(int asked) {
        if (size < most && asked >= size && ++wentWell >= ENOUGH) {
            size = Math.min(most, size * 2);
            wentWell = 0;
        }
    }
}
