package dev.backfill.gateway.health;

import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.gateway.health.Readiness.Check;
import dev.backfill.gateway.health.Readiness.Status;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks all parts at once, and gives none of them more than two seconds. */
@Component
class ReadinessProbe {
    private static final Duration LONGEST = Duration.ofSeconds(2);
    /** Anyone may ask, so however many do, PostgreSQL and Temporal are asked once in this time. */
    private static final Duration KEPT_FOR = Duration.ofSeconds(1);

    private final BlockingCalls blocking;
    private final Mono<Readiness> shared;

    ReadinessProbe(BlockingCalls blocking, DatabaseCheck database, TemporalCheck temporal) {
        this.blocking = blocking;
        this.shared = Mono.zip(within(database::check), within(temporal::checkNamespace), within(temporal::checkWorkers))
                .map(checks -> readiness(checks.getT1(), checks.getT2(), checks.getT3()))
                .cache(KEPT_FOR);
    }

    Mono<Readiness> probe() {
        return shared;
    }

    private Mono<Check> within(Supplier<Check> check) {
        return blocking.call(check)
                .timeout(LONGEST, Mono.just(new Check(Status.DOWN, "does not answer within " + LONGEST.toSeconds() + " seconds")))
                .onErrorReturn(new Check(Status.DOWN, "cannot be asked"));
    }

    private static Readiness readiness(Check database, Check temporal, Check workers) {
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("postgresql", database);
        checks.put("temporal", temporal);
        checks.put("workers", workers);
        return new Readiness(database.status() == Status.UP && temporal.status() == Status.UP, checks);
    }
}
