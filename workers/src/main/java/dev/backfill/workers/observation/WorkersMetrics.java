package dev.backfill.workers.observation;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.backfill.workflows.pull.WindowResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Every metric of a worker's own; {@code docs/operations.md} says what each means. Temporal's SDK adds its own. Labels have few values,
 * never an id.
 */
@Component
public class WorkersMetrics {
    private static final Duration[] REQUEST_BUCKETS = {
        Duration.ofMillis(50), Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30)
    };

    private final MeterRegistry registry;
    private final JvmGcMetrics collections = new JvmGcMetrics();

    public WorkersMetrics(MeterRegistry registry) {
        this.registry = registry;
        new JvmMemoryMetrics().bindTo(registry);
        collections.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** The pool's use, {@code hikaricp_*}; before its first connection is asked for. */
    public void observe(HikariDataSource pool) {
        pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
    }

    /** A page of whole records was stored. */
    public void pageStored(String source, WindowResult page) {
        records("fetched", "Records that the source gave, whole", source, page.fetched());
        records("stored", "Records that were new, or newer than what was stored", source, page.stored());
        records("unchanged", "Records that were stored already as they are", source, page.unchanged());
        records("failed", "Records that became dead letters", source, page.failed());
    }

    private void records(String what, String description, String source, long count) {
        Counter.builder("backfill.records." + what).description(description).tag("source", source).register(registry).increment(count);
    }

    /** A request to a source ended. */
    public void requestEnded(String source, RequestOutcome outcome, Duration took) {
        Counter.builder("backfill.source.requests")
                .description("Requests to the source by what became of them")
                .tags("source", source, "outcome", outcome.label())
                .register(registry)
                .increment();
        Timer.builder("backfill.source.request.duration")
                .description("How long the source took for a whole answer, or to fail")
                .tag("source", source)
                .serviceLevelObjectives(REQUEST_BUCKETS)
                .register(registry)
                .record(took);
    }

    /** A request waited for the source's budget, which the vendor's own waits are part of. */
    public void budgetAwaited(String source, Duration wait) {
        Timer.builder("backfill.source.budget.wait")
                .description("How long requests waited for the budget of the source, the waits that the vendor asked for included")
                .tag("source", source)
                .register(registry)
                .record(wait);
    }

    /**
     * An attempt at an activity ended.
     *
     * @param outcome {@code completed}, or the failure's type in lower case
     */
    void activityEnded(String source, String activity, String outcome) {
        Counter.builder("backfill.activities")
                .description("Attempts at activities by how they ended")
                .tags("source", source, "activity", activity, "outcome", outcome)
                .register(registry)
                .increment();
    }

    @PreDestroy
    void close() {
        collections.close();
    }
}
