package dev.backfill.simulator.tempo;

import java.util.concurrent.atomic.AtomicInteger;

/** How many worklogs a page holds at most, whatever was asked for. */
public final class PageLimit {

    private final AtomicInteger most;

    /** @param most 1 and more */
    public PageLimit(int most) {
        this.most = new AtomicInteger(most);
    }

    /** Changes it. */
    public void set(int wanted) {
        if (wanted < 1) {
            throw new IllegalArgumentException("pageLimit must be 1 or more");
        }
        most.set(wanted);
    }

    /** What holds now. */
    public int get() {
        return most.get();
    }
}
