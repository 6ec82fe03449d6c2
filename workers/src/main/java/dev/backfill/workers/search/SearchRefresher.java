package dev.backfill.workers.search;

import dev.backfill.store.search.SearchIndex;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes searchable what pages have brought: while they are coming in, for a twentieth of the time, so that the load goes first; then
 * without a pause. Of several worker processes one does it.
 */
@Component
class SearchRefresher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SearchRefresher.class);
    private static final Duration PAUSE_WITHOUT_WORK = Duration.ofSeconds(2);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(15);
    private static final int SHARE_WHILE_LOADING = 20;

    private final SearchIndex index;
    private volatile @Nullable Thread thread;

    SearchRefresher(SearchIndex index) {
        this.index = index;
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().daemon().name("search-refresher").start(this::refreshAll);
    }

    private void refreshAll() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(refresh());
            }
        } catch (InterruptedException ended) {
            // What is left waits for another process, or the next start.
        }
    }

    /** @return how long to rest afterwards */
    private Duration refresh() {
        long begin = System.nanoTime();
        try {
            if (!index.refreshOnePage()) {
                return PAUSE_WITHOUT_WORK;
            }
            return index.isLoading() ? Duration.ofNanos(System.nanoTime() - begin).multipliedBy(SHARE_WHILE_LOADING - 1L) : Duration.ZERO;
        } catch (RuntimeException failure) {
            if (thread != null) {
                LOG.warn("cannot make records searchable: {}", failure.getClass().getSimpleName());
            }
            return PAUSE_AFTER_FAILURE;
        }
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
