package dev.backfill.gateway.metrics;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.store.monitoring.Figures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Every metric of the gateway's own; {@code docs/operations.md} says what each means. Boot adds those of requests, pool, virtual machine
 * and process, Temporal's SDK its own. Labels have few values, never an id.
 */
@Component
public class GatewayMetrics {
    private final MeterRegistry registry;
    private final MultiGauge watermarkAge;
    private final MultiGauge budget;
    private final MultiGauge blocked;
    private final MultiGauge runs;

    public GatewayMetrics(MeterRegistry registry) {
        this.registry = registry;
        watermarkAge = MultiGauge.builder("backfill.watermark.age")
                .description("Since when changes of the least current partition may be missing")
                .baseUnit("seconds")
                .register(registry);
        budget = MultiGauge.builder("backfill.source.budget.requests.per.second")
                .description("The request budget that all workers share")
                .register(registry);
        blocked = MultiGauge.builder("backfill.source.blocked")
                .description("How long the vendor still wants no request; 0 if it takes them")
                .baseUnit("seconds")
                .register(registry);
        runs = MultiGauge.builder("backfill.runs").description("Runs by state, those that ended included").register(registry);
    }

    /**
     * Counts a start: {@code accepted}, or the problem that it was answered with.
     *
     * @param source the id of a source that there is
     */
    public <T> T countingStart(String source, Supplier<T> start) {
        ProblemType problem = ProblemType.INTERNAL_ERROR;
        boolean accepted = false;
        try {
            T answer = start.get();
            accepted = true;
            return answer;
        } catch (ProblemException refused) {
            problem = refused.type();
            throw refused;
        } finally {
            String outcome = accepted ? "accepted" : problem.name().toLowerCase(Locale.ROOT);
            Counter.builder("backfill.starts")
                    .description("Starts by what they were answered with")
                    .tags("source", source, "outcome", outcome)
                    .register(registry)
                    .increment();
        }
    }

    /** Shows these figures until the next; none while PostgreSQL is away, as old ones would be wrong. */
    void show(Optional<Figures> figures) {
        Figures shown = figures.orElse(Figures.NONE);
        watermarkAge.register(shown.watermarks().stream().map(age -> Row.of(source(age.source()), age.ageSeconds())).toList(), true);
        budget.register(shown.budgets().stream().map(of -> Row.of(source(of.source()), of.requestsPerSecond())).toList(), true);
        blocked.register(shown.budgets().stream().map(of -> Row.of(source(of.source()), of.blockedSeconds())).toList(), true);
        runs.register(shown.runs().stream().map(of -> Row.of(source(of.source()).and("state", of.state()), of.count())).toList(), true);
    }

    private static Tags source(String id) {
        return Tags.of("source", id);
    }
}
