package dev.backfill.standalone.process;

import java.time.Duration;

/** How long to wait before a process that ended is launched again. Not safe for use by several threads. */
final class RestartPauses {
    private static final Duration STABLE_AFTER = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 5;

    private int quickEnds;

    /** Milliseconds: hardly any after a single end, ever more when it ends again and again. */
    long next(ProcessLife gone) {
        if (gone.isWorthAnotherTry()) {
            return 200;
        }
        quickEnds = gone.age().compareTo(STABLE_AFTER) < 0 ? quickEnds + 1 : 0;
        return 100L << Math.min(quickEnds, MOST_DOUBLINGS);
    }
}
