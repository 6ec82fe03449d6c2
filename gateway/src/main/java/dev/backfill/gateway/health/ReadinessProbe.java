package dev.backfill.gateway.health;

import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.gateway.health.Readiness.Check;
import dev.backfill.gateway.health.Readiness.Status;
import dev.backfill.gateway.source.SourceAvailability;
import dev.backfill.workflows.TaskQueues;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks all parts at once, and gives none of them more than two seconds. */
@Component
class ReadinessProbe {
    private static final Duration LONGEST = Duration.ofSeconds(2);
    /** Anyone may ask, so however many do, PostgreSQL and Temporal are asked once in this time. */
    private static final Duration KEPT_FOR = Duration.ofSeconds(1);
    private static final Readiness ENDING =
            new Readiness(false, Map.of("gateway", new Check(Status.DOWN, "is shutting down, and takes no more requests")));
    private static final Check SOURCES_UNKNOWN = new Check(Status.UNKNOWN, "cannot be told which sources workers serve");

    private final BlockingCalls blocking;
    private final ApplicationAvailability availability;
    private final Mono<Readiness> shared;

    ReadinessProbe(
            BlockingCalls blocking,
            ApplicationAvailability availability,
            DatabaseCheck database,
            TemporalCheck temporal,
            WorkersCheck workers,
            SourceAvailability sources) {
        this.blocking = blocking;
        this.availability = availability;
        this.shared = Mono.zip(within(database::check), within(temporal::checkNamespace), queues(workers, sources))
                .map(checks -> readiness(checks.getT1(), checks.getT2(), checks.getT3()))
                .cache(KEPT_FOR);
    }

    Mono<Readiness> probe() {
        return Mono.defer(() -> isEnding() ? Mono.just(ENDING) : shared);
    }

    private boolean isEnding() {
        // Before the start is complete, nothing has been said yet, and what is asked is answered.
        return availability.getState(ReadinessState.class, ReadinessState.ACCEPTING_TRAFFIC) == ReadinessState.REFUSING_TRAFFIC;
    }

    /** Of workflows and their bookkeeping, and of the activities of each source that workers are meant to serve. */
    private Mono<Check> queues(WorkersCheck workers, SourceAvailability sources) {
        Mono<Check> workflows = within(() -> workers.checkWorkflows(TaskQueues.CONTROL));
        Mono<Check> bookkeeping = within(() -> workers.checkActivities(TaskQueues.CONTROL));
        Mono<Check> pulls = blocking.call(sources::configured)
                .flatMap(configured -> Flux.fromIterable(configured)
                        .flatMapSequential(source -> within(() -> workers.checkActivities(TaskQueues.of(source.id()))))
                        .collectList()
                        .map(ReadinessProbe::together))
                .timeout(LONGEST, Mono.just(SOURCES_UNKNOWN))
                .onErrorReturn(SOURCES_UNKNOWN);
        return Flux.mergeSequential(workflows, bookkeeping, pulls).collectList().map(ReadinessProbe::together);
    }

    private static Check together(List<Check> queues) {
        Status worst = queues.stream().map(Check::status).reduce(Status.UP, (one, other) -> one == Status.UP ? other : one);
        return new Check(worst, queues.stream().map(Check::detail).filter(detail -> !detail.isEmpty()).distinct().collect(Collectors.joining("; ")));
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
