package dev.backfill.workflows.backfill;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What signals have asked for, until the run's loop takes it up. */
final class Steering {
    static final int MAXIMUM_PARALLELISM = 64;
    static final double MAXIMUM_RATE = 1_000;
    /** More signals than anyone sends before the loop looks again. */
    private static final int MOST_SKIPS = 1_000;

    private boolean paused;
    private boolean pauseForwarded;
    private int parallelism;
    private @Nullable Double rate;
    private boolean rateApplied = true;
    private boolean retryAsked;
    private final Deque<PartitionSkip> skips = new ArrayDeque<>();

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

    void retryFailed() {
        retryAsked = true;
    }

    void skip(PartitionSkip skip) {
        if (skip.isUsable() && skips.size() < MOST_SKIPS) {
            skips.add(skip);
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
        return isRateOrPausePending() || isRetryOrSkipPending();
    }

    boolean isRateOrPausePending() {
        return paused != pauseForwarded || !rateApplied;
    }

    boolean isRetryOrSkipPending() {
        return retryAsked || !skips.isEmpty();
    }

    /** True once after each change between paused and running. */
    boolean takePauseChange() {
        boolean changed = paused != pauseForwarded;
        pauseForwarded = paused;
        return changed;
    }

    /** True once after each {@code retryFailed}, or several of them. */
    boolean takeRetry() {
        boolean asked = retryAsked;
        retryAsked = false;
        return asked;
    }

    /** The next partition to leave out, once; null if there is none. */
    @Nullable PartitionSkip takeSkip() {
        return skips.poll();
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
