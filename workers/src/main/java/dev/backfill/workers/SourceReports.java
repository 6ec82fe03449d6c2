package dev.backfill.workers;

import dev.backfill.store.source.SourceWorkers;
import dev.backfill.workers.source.ImplementedSource;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Says again and again which sources this process serves, and what it lacks for the others, so that the gateway can tell what it may
 * accept. At the end nothing is taken back: a process that is started again within a minute was never away.
 */
@Component
class SourceReports {
    private static final Logger LOG = LoggerFactory.getLogger(SourceReports.class);

    /** Starts are refused until a report gets through. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

    private final SourceWorkers workers;
    private final List<ImplementedSource> sources;
    private final String process = ManagementFactory.getRuntimeMXBean().getName();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("source-reports").factory());

    SourceReports(SourceWorkers workers, List<ImplementedSource> sources) {
        this.workers = workers;
        this.sources = List.copyOf(sources);
    }

    /** Reports at once, then regularly. To be called when the queues are polled. */
    void begin() {
        for (ImplementedSource source : sources) {
            if (!source.missingSettings().isEmpty()) {
                LOG.warn("{} is not served: {} missing", source.definition().displayName(), String.join(", ", source.missingSettings()));
            }
        }
        reportAndGoOn();
    }

    void end() {
        timer.shutdownNow();
    }

    private void reportAndGoOn() {
        Duration pause = report() ? SourceWorkers.INTERVAL : PAUSE_AFTER_FAILURE;
        try {
            timer.schedule(this::reportAndGoOn, pause.toSeconds(), TimeUnit.SECONDS);
        } catch (RejectedExecutionException ended) {
            // Nobody is left to be told.
        }
    }

    /** Whether PostgreSQL has heard it. */
    private boolean report() {
        try {
            for (ImplementedSource source : sources) {
                workers.report(source.definition().id(), process, source.missingSettings());
            }
            return true;
        } catch (RuntimeException away) {
            LOG.warn("cannot report to PostgreSQL: {}", away.getClass().getSimpleName());
            return false;
        }
    }
}
