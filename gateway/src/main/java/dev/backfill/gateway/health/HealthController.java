package dev.backfill.gateway.health;

import dev.backfill.gateway.health.Readiness.Status;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Health, open to everyone. */
@RestController
@RequestMapping(path = "/health", produces = MediaType.APPLICATION_JSON_VALUE)
class HealthController {
    private final ReadinessProbe probe;

    HealthController(ReadinessProbe probe) {
        this.probe = probe;
    }

    /** Always 200 while the process can answer; depends on nothing. */
    @GetMapping("/live")
    HealthView live() {
        return new HealthView(Status.UP, null);
    }

    /** 200 if PostgreSQL and Temporal can serve, else 503. */
    @GetMapping("/ready")
    Mono<ResponseEntity<HealthView>> ready(@Nullable Principal caller) {
        return probe.probe().map(readiness -> ResponseEntity.status(readiness.ready() ? 200 : 503)
                .body(new HealthView(readiness.ready() ? Status.UP : Status.DOWN, caller == null ? null : readiness.checks())));
    }
}
