package dev.backfill.workers.verify;

/** Stops a run that would mark too much as deleted: that is more often a lost permission than a cleaning-up. */
final class DeletionFuse {
    private static final double LARGEST_SHARE = 0.05;
    /** Of a small partition, such as a month of few meetings, any deletion is a large share. */
    private static final long FEW = 3;

    private DeletionFuse() {}

    /**
     * @param absent records that would be marked
     * @param stored rows of the partition that are not marked, those included
     */
    static boolean isBlown(long absent, long stored) {
        boolean few = absent <= 1 || absent <= FEW && absent <= stored / 2;
        return !few && absent > stored * LARGEST_SHARE;
    }

    static String describe(long absent, long stored) {
        return "%d of %d stored records are absent from the source, more than %.0f %% and more than a few: nothing was marked as deleted; look whether the permission was narrowed"
                .formatted(absent, stored, LARGEST_SHARE * 100);
    }
}
