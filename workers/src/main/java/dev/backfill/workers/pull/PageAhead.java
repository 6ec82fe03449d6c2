package dev.backfill.workers.pull;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.MDC;

/** Fetches the next page while this one is written: one page ahead, never more. */
final class PageAhead<P> implements AutoCloseable {
    private final ExecutorService fetcher = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("page-ahead").factory());
    private final Map<String, String> logContext = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of());
    private Future<P> next;

    PageAhead(Callable<P> first) {
        next = submit(first);
    }

    /** Log lines of the fetch say whose it is, as those of the activity's own thread. */
    private Future<P> submit(Callable<P> page) {
        return fetcher.submit(() -> {
            MDC.setContextMap(logContext);
            return page.call();
        });
    }

    /** @throws RuntimeException what fetching it threw */
    P await() {
        try {
            return next.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw SourceException.of(FailureType.CANCELLED, "cancelled", interrupted);
        }
    }

    void fetch(Callable<P> page) {
        next = submit(page);
    }

    @Override
    public void close() {
        fetcher.shutdownNow();
    }
}
