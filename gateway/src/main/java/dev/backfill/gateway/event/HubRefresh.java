package dev.backfill.gateway.event;

import dev.backfill.gateway.blocking.BlockingCalls;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says when a hub has to read: its events as soon as there are new ones, its progress at most once a second. Nothing here blocks. */
final class HubRefresh {
    private static final Logger log = LoggerFactory.getLogger(HubRefresh.class);
    private static final long SETTLED_AFTER_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long IDLE_AFTER_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final RunHub hub;
    private final BlockingCalls blocking;
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicBoolean readsProgress = new AtomicBoolean();
    private volatile boolean behind;
    private volatile long usedAt = System.nanoTime();
    private volatile long progressChangedAt = System.nanoTime();
    private volatile long progressReadAt = System.nanoTime();

    HubRefresh(RunHub hub, BlockingCalls blocking) {
        this.hub = hub;
        this.blocking = blocking;
    }

    /** The hub, to be used now. */
    RunHub hub() {
        usedAt = System.nanoTime();
        return hub;
    }

    /** There may be new events. However many changes are told while one is read, one more reading follows. */
    void changed() {
        progressed();
        if (changes.getAndIncrement() == 0) {
            blocking.call(this::readAll).subscribe(done -> behind = false, this::failed);
        }
    }

    private boolean readAll() {
        int seen;
        do {
            seen = changes.get();
            hub.refresh();
        } while (changes.addAndGet(-seen) != 0);
        return true;
    }

    private void failed(Throwable failure) {
        log.debug("events cannot be read", failure);
        behind = true;
        changes.set(0);
    }

    /** The numbers have changed, and may change again within a second without word of it. */
    void progressed() {
        progressChangedAt = System.nanoTime();
    }

    /** Is called once a second. */
    void tick() {
        if (behind) {
            changed();
        }
        boolean settled = progressReadAt - progressChangedAt > SETTLED_AFTER_NANOS;
        if (!settled && hub.isWatched() && readsProgress.compareAndSet(false, true)) {
            long begun = System.nanoTime();
            blocking.call(this::readProgress)
                    .doFinally(signal -> readsProgress.set(false))
                    .subscribe(done -> progressReadAt = begun, failure -> log.debug("progress cannot be read", failure));
        }
    }

    private boolean readProgress() {
        hub.refreshProgress();
        return true;
    }

    /** Whether nobody has used it for a while. */
    boolean isIdle() {
        return !hub.isWatched() && System.nanoTime() - usedAt > IDLE_AFTER_NANOS;
    }

    /** As {@link RunHub#closeIfIdle}. Blocks. */
    boolean closesIfIdle() {
        return hub.closeIfIdle();
    }
}
