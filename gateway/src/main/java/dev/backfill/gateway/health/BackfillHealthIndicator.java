package dev.backfill.gateway.health;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The same readiness for the management port, without detail. */
@Component
class BackfillHealthIndicator implements ReactiveHealthIndicator {
    private final ReadinessProbe probe;

    BackfillHealthIndicator(ReadinessProbe probe) {
        this.probe = probe;
    }

    @Override
    public Mono<Health> health() {
        return probe.probe().map(readiness -> (readiness.ready() ? Health.up() : Health.down()).build());
    }
}
