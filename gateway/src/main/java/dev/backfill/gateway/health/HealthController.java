package dev.backfill.gateway.health;

import dev.backfill.gateway.health.Readiness.Status;
import dev.backfill.gateway.openapi.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import dev.backfill.gateway.security.Caller;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Health, open to everyone. */
@Tag(name = "health")
@RestController
@RequestMapping(path = "/health", produces = MediaType.APPLICATION_JSON_VALUE)
class HealthController {
    private final ReadinessProbe probe;

    HealthController(ReadinessProbe probe) {
        this.probe = probe;
    }

    /** Always 200 while the process can answer; depends on nothing. */
    @GetMapping("/live")
    @Operation(operationId = "checkLiveness", summary = "Whether the process lives")
    @Answers(open = true)
    HealthView live() {
        return new HealthView(Status.UP, null);
    }

    /** 200 if PostgreSQL and Temporal can serve and the process is not about to end, else 503. */
    @GetMapping("/ready")
    @Operation(operationId = "checkReadiness", summary = "Whether it can serve")
    @Answers(open = true, alsoWithBody = 503)
    Mono<ResponseEntity<HealthView>> ready(@Nullable Principal caller) {
        return probe.probe().map(readiness -> ResponseEntity.status(readiness.ready() ? 200 : 503)
                .body(new HealthView(readiness.ready() ? Status.UP : Status.DOWN, Caller.isAdmin(caller) ? readiness.checks() : null)));
    }
}
