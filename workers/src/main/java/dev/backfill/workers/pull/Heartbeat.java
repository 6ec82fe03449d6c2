package dev.backfill.workers.pull;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells Temporal that an activity lives, also while it waits for a vendor, and interrupts it when Temporal answers that it is
 * cancelled or has been given to another worker. Every wait of an activity has a deadline, so that what beats is not dead.
 */
public final class Heartbeat implements AutoCloseable {
    private static final long SECONDS = 2;

    private final ActivityExecutionContext activity;
    private final Thread worker = Thread.currentThread();
    private final ScheduledFuture<?> beat;
    private volatile @Nullable String position;
    private @Nullable ActivityCompletionException ended;
    private boolean closed;

    public Heartbeat(ActivityExecutionContext activity, ScheduledExecutorService timer) {
        this.activity = activity;
        this.beat = timer.scheduleWithFixedDelay(this::beat, 0, SECONDS, TimeUnit.SECONDS);
    }

    /** Shown to operators; the truth is in the window's row. */
    public void at(String position) {
        this.position = position;
        rethrowIfEnded();
    }

    private void beat() {
        try {
            activity.heartbeat(position);
        } catch (ActivityCompletionException told) {
            end(told);
        }
    }

    private synchronized void end(ActivityCompletionException told) {
        if (ended == null && !closed) {
            ended = told;
            worker.interrupt();
        }
    }

    /** @throws ActivityCompletionException if the activity must stop */
    public synchronized void rethrowIfEnded() {
        if (ended != null) {
            throw ended;
        }
    }

    /** Ends the beat. The thread is handed back without a pending interrupt of ours. */
    @Override
    public void close() {
        beat.cancel(false);
        synchronized (this) {
            closed = true;
            if (ended != null) {
                Thread.interrupted();
            }
        }
    }
}
