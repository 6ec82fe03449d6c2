package dev.backfill.gateway.plan;

import dev.backfill.gateway.backfill.BackfillBody;
import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.gateway.openapi.AnswerHeader;
import dev.backfill.gateway.openapi.Answers;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.problem.RequestId;
import dev.backfill.gateway.request.RequestReader;
import dev.backfill.gateway.source.KnownSources;
import dev.backfill.workflows.source.SourceDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Dry runs, and the plans that come of them. */
@Tag(name = "plans")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class PlanController {
    private final BackfillBody bodies;
    private final Plans plans;
    private final BlockingCalls blocking;

    PlanController(BackfillBody bodies, Plans plans, BlockingCalls blocking) {
        this.bodies = bodies;
        this.plans = plans;
        this.blocking = blocking;
    }

    /** Estimates what the same start would take, and stores nothing of the source: 200 with the plan, or 202 with where it will be. */
    @PostMapping("/backfills/{source}/dry-run")
    @Operation(operationId = "planBackfill", summary = "Plan a backfill")
    @Answers(
            alsoWithBody = 202,
            headers = AnswerHeader.LOCATION,
            problems = {ProblemType.SOURCE_UNAVAILABLE, ProblemType.TEMPORAL_UNAVAILABLE})
    Mono<ResponseEntity<PlanView>> dryRun(@PathVariable String source, Principal caller, ServerWebExchange exchange) {
        SourceDefinition definition = KnownSources.require(source);
        return bodies.readDryRun(definition, exchange.getRequest())
                .flatMap(asked -> blocking.call(() -> plans.make(asked, caller.getName(), RequestId.of(exchange))))
                .map(PlanController::answer);
    }

    private static ResponseEntity<PlanView> answer(PlanView plan) {
        return plan.state() == PlanView.State.PLANNING
                ? ResponseEntity.status(HttpStatus.ACCEPTED).location(URI.create(plan.links().self())).body(plan)
                : ResponseEntity.ok(plan);
    }

    /** Shows a plan: what a backfill would pull, how many requests that takes, and how long. */
    @GetMapping("/plans/{planId}")
    @Operation(operationId = "findPlan", summary = "Show a plan")
    @Answers(problems = ProblemType.UNKNOWN_PLAN)
    Mono<PlanView> find(@PathVariable String planId, ServerHttpRequest request) {
        RequestReader.requireNoQuery(request);
        return blocking.call(() -> plans.find(planId));
    }
}
