package dev.backfill.workflows.backfill;

import org.jspecify.annotations.Nullable;

/** What signals have asked for, until the run's loop takes it up. */
final class Steering {
    static final int MAXIMUM_PARALLELISM = 64;
    static final double MAXIMUM_RATE = 1_000;

    private boolean paused;
    private boolean pauseForwarded;
    private int parallelism;
    private @Nullable Double rate;
    private boolean rateApplied = true;

    Steering(int parallelism, boolean paused, @Nullable Double rate) {
        this.parallelism = Math.clamp(parallelism, 1, MAXIMUM_PARALLELISM);
        this.paused = paused;
        this.pauseForwarded = paused;
        if (rate != null) {
            setRate(rate);
        }
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
    }

    void setRate(double requestsPerSecond) {
        if (requestsPerSecond > 0 && requestsPerSecond <= MAXIMUM_RATE) {
            rate = requestsPerSecond;
            rateApplied = false;
        }
    }

    void setParallelism(int partitions) {
        if (partitions >= 1 && partitions <= MAXIMUM_PARALLELISM) {
            parallelism = partitions;
        }
    }

    boolean isPaused() {
        return paused;
    }

    int parallelism() {
        return parallelism;
    }

    @Nullable Double rate() {
        return rate;
    }

    /** Whether a signal has come that the loop has not yet acted upon. */
    boolean isPending() {
        return paused != pauseForwarded || !rateApplied;
    }

    /** True once after each change between paused and running. */
    boolean takePauseChange() {
        boolean changed = paused != pauseForwarded;
        pauseForwarded = paused;
        return changed;
    }

    /** The new rate once after each change, else null. */
    @Nullable Double takeRateChange() {
        if (rateApplied) {
            return null;
        }
        rateApplied = true;
        return rate;
    }
}
