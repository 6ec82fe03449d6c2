package dev.backfill.simulator.vendor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people do while somebody reads: kinds of work, each done so often in a second, one after the other on one thread. */
public final class SteadyWork implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SteadyWork.class);
    private static final int TICKS_PER_SECOND = 20;

    private final List<Kind<?>> kinds = new ArrayList<>();
    private final ScheduledExecutorService timer;

    /** @param thread its name */
    public SteadyWork(String thread) {
        timer = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name(thread).daemon().factory());
        timer.scheduleAtFixedRate(this::tick, 0, 1_000 / TICKS_PER_SECOND, TimeUnit.MILLISECONDS);
    }

    /**
     * One more kind of work; nothing is done until its rate is set.
     *
     * @param once does it once, and adds the id of what it touched
     */
    public synchronized <I> Kind<I> add(Consumer<Set<I>> once) {
        Kind<I> kind = new Kind<>(once);
        kinds.add(kind);
        return kind;
    }

    private synchronized void tick() {
        try {
            kinds.forEach(Kind::tick);
        } catch (RuntimeException e) {
            // An exception would end the timer without a word.
            LOG.error("a mutation failed", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** One kind of work, and what it has touched since the start. */
    public final class Kind<I> {

        private final Consumer<Set<I>> once;
        private final Set<I> touched = new LinkedHashSet<>();
        private double perSecond;
        private double due;

        private Kind(Consumer<Set<I>> once) {
            this.once = once;
        }

        private void tick() {
            for (due += perSecond / TICKS_PER_SECOND; due >= 1; due--) {
                once.accept(touched);
            }
        }

        /** How often in a second from now on; 0 is never. */
        public void set(double times) {
            synchronized (SteadyWork.this) {
                perSecond = times;
            }
        }

        /** The ids, in the order in which they were first touched. */
        public List<I> touched() {
            synchronized (SteadyWork.this) {
                return List.copyOf(touched);
            }
        }
    }
}
