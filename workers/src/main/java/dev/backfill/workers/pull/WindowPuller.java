package dev.backfill.workers.pull;

import dev.backfill.store.page.PageWriter;
import dev.backfill.store.page.WrittenPage;
import dev.backfill.store.window.LeasedWindow;
import dev.backfill.store.window.WindowStore;
import dev.backfill.workers.failure.FailureTranslator;
import dev.backfill.workers.observation.WorkersMetrics;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.SourceRegistry;
import dev.backfill.workers.source.http.RequestMeter;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.plan.WindowReference;
import dev.backfill.workflows.pull.PullActivities;
import dev.backfill.workflows.pull.WindowResult;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The pull loop: fetch a page, store it with its cursor in one transaction, beat, next page; the next page is fetched while this one
 * is stored. Any process may die at any point: the next attempt raises the lease and goes on from the stored cursor.
 */
@Component
public class WindowPuller implements PullActivities {
    private static final Logger LOG = LoggerFactory.getLogger(WindowPuller.class);
    private static final int MOST_RESTARTS_OF_A_LOOP = 3;
    private static final int MOST_RESTARTS = 20;

    private final SourceRegistry sources;
    private final WindowStore windows;
    private final PageWriter writer;
    private final Listings listings;
    private final FailureShare failures;
    private final Heartbeats heartbeats;
    private final FailureTranslator translator;
    private final WorkersMetrics metrics;

    public WindowPuller(
            SourceRegistry sources,
            WindowStore windows,
            PageWriter writer,
            Listings listings,
            FailureShare failures,
            Heartbeats heartbeats,
            FailureTranslator translator,
            WorkersMetrics metrics) {
        this.sources = sources;
        this.windows = windows;
        this.writer = writer;
        this.listings = listings;
        this.failures = failures;
        this.heartbeats = heartbeats;
        this.translator = translator;
        this.metrics = metrics;
    }

    @Override
    public WindowResult pullWindow(WindowReference reference) {
        return translator.translating(
                "window " + reference.id() + " (" + reference.summary() + ")",
                () -> heartbeats.during(heartbeat -> pull(reference, heartbeat)));
    }

    private WindowResult pull(WindowReference reference, Heartbeat heartbeat) {
        LeasedWindow window = windows.acquire(reference);
        if (window.pulled()) {
            return window.counts();
        }
        Source source = sources.get(reference.source());
        try {
            return counted(window, meter -> pull(window, source, PagedWindow.of(window, source, writer, listings, meter), heartbeat));
        } catch (SourceException failure) {
            return fail(window, failure);
        }
    }

    /** Counts what is sent with the pages; requests of which no page came are added at the end, as far as PostgreSQL is there. */
    private WindowResult counted(LeasedWindow window, Function<RequestMeter, WindowResult> work) {
        RequestMeter meter = new RequestMeter();
        try {
            return work.apply(meter);
        } finally {
            long rest = meter.take();
            if (rest > 0) {
                addRequests(window, rest);
            }
        }
    }

    private void addRequests(LeasedWindow window, long requests) {
        // A cancelled attempt has been interrupted, and has sent its requests all the same.
        boolean interrupted = Thread.interrupted();
        try {
            windows.addRequests(window.id(), requests);
        } catch (DataAccessException away) {
            LOG.warn("window {}: {} requests are not counted, as PostgreSQL is away", window.id(), requests);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <P> WindowResult pull(LeasedWindow window, Source source, PagedWindow<P> paged, Heartbeat heartbeat) {
        WindowResult total = window.counts();
        CursorGuard guard = new CursorGuard(window.cursor());
        boolean mayRepeat = mayRepeat(window, source, window.cursor());
        try (PageAhead<P> ahead = new PageAhead<>(() -> paged.fetchCounted(window.cursor()))) {
            while (true) {
                P page = ahead.await();
                String next = paged.next(page);
                if (isFollowed(window)) {
                    guard.check(paged.ids(page), next, mayRepeat);
                }
                if (next != null) {
                    ahead.fetch(() -> paged.fetchCounted(next));
                }
                heartbeat.rethrowIfEnded();
                WrittenPage written = paged.writeCounted(page);
                WindowResult counts = written.counts();
                total = sum(total, counts);
                if (written.records() != null) {
                    metrics.pageStored(source.id(), written.records());
                    failures.check(window, written.records());
                }
                if (next == null) {
                    return total;
                }
                if (!mayRepeat) {
                    requireProgress(window, counts);
                }
                mayRepeat = mayRepeat(window, source, next);
                heartbeat.at(total.fetched() + " fetched");
            }
        }
    }

    private static boolean mayRepeat(LeasedWindow window, Source source, @Nullable String cursor) {
        return cursor != null && isFollowed(window) && source.mayRepeat(cursor);
    }

    /** Whether the cursor is the source's own, and may lead in circles. */
    private static boolean isFollowed(LeasedWindow window) {
        return window.recordIds().isEmpty();
    }

    private static void requireProgress(LeasedWindow window, WindowResult counts) {
        boolean census = window.kind() == WindowKind.CENSUS || window.kind() == WindowKind.FINAL_CENSUS;
        if (census && counts.fetched() > 0 && counts.stored() == 0) {
            throw SourceException.of(FailureType.CURSOR_LOOP, "a whole page of the census brought nothing new");
        }
    }

    private WindowResult fail(LeasedWindow window, SourceException failure) {
        boolean loop = failure.type() == FailureType.CURSOR_LOOP;
        if (failure.type() == FailureType.QUOTA_EXHAUSTED) {
            // The window goes on where it is; there is nothing wrong with it.
            throw failure;
        }
        if (!loop && failure.type() != FailureType.CURSOR_EXPIRED) {
            windows.recordError(window, failure.getMessage());
            throw failure;
        }
        if (window.restarts() >= (loop ? MOST_RESTARTS_OF_A_LOOP : MOST_RESTARTS)) {
            LOG.error("window {} is given up after {} fresh starts: {}", window.id(), window.restarts(), failure.getMessage());
            throw SourceException.of(
                    FailureType.CURSOR_BROKEN, failure.getMessage() + ", also after " + window.restarts() + " fresh starts");
        }
        windows.restart(window, failure.getMessage());
        throw failure;
    }

    private static WindowResult sum(WindowResult one, WindowResult other) {
        return new WindowResult(
                one.fetched() + other.fetched(),
                one.stored() + other.stored(),
                one.unchanged() + other.unchanged(),
                one.failed() + other.failed());
    }
}
