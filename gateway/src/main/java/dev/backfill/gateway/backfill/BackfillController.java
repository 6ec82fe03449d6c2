package dev.backfill.gateway.backfill;

import dev.backfill.gateway.backfill.SteerBackfill.Action;
import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.problem.RequestId;
import dev.backfill.gateway.problem.Violation;
import dev.backfill.gateway.request.RequestReader;
import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.source.Sources;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
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

/** Where a request for a backfill enters. */
@RestController
@RequestMapping(path = "/api/v1/backfills", produces = MediaType.APPLICATION_JSON_VALUE)
class BackfillController {
    private final BackfillBody bodies;
    private final StartBackfill starts;
    private final ReadBackfills backfills;
    private final SteerBackfill steering;
    private final BlockingCalls blocking;

    BackfillController(
            BackfillBody bodies, StartBackfill starts, ReadBackfills backfills, SteerBackfill steering, BlockingCalls blocking) {
        this.bodies = bodies;
        this.starts = starts;
        this.backfills = backfills;
        this.steering = steering;
        this.blocking = blocking;
    }

    /** Starts a backfill: 202 with where it can be watched. The same {@code Idempotency-Key} and request answer the same backfill. */
    @PostMapping("/{source}")
    Mono<ResponseEntity<AcceptedView>> start(@PathVariable String source, Principal caller, ServerWebExchange exchange) {
        SourceDefinition definition = Sources.find(source).orElseThrow(BackfillController::unknownSource);
        ServerHttpRequest request = exchange.getRequest();
        Optional<String> key = IdempotencyKey.of(request.getHeaders());
        return bodies.read(definition, request)
                .flatMap(asked -> blocking.call(() -> starts.start(asked, caller.getName(), key, RequestId.of(exchange))))
                .map(BackfillController::accepted);
    }

    /** Lists runs, newest first, by {@code source}, {@code state}, {@code limit} and {@code cursor}. */
    @GetMapping
    Mono<ResponseEntity<BackfillsView>> list(ServerHttpRequest request) {
        BackfillFilter filter = BackfillFilter.of(RequestReader.readQuery(request, BackfillFilter.FIELDS));
        return blocking.call(() -> backfills.list(filter)).map(page -> page.next() == null
                ? ResponseEntity.ok(page)
                : ResponseEntity.ok().header(HttpHeaders.LINK, "<" + page.next() + ">; rel=\"next\"").body(page));
    }

    @GetMapping("/{id}")
    Mono<BackfillView> find(@PathVariable String id, ServerHttpRequest request) {
        RequestReader.readQuery(request, List.of()).requireValid();
        return blocking.call(() -> backfills.find(id));
    }

    @GetMapping("/{id}/partitions")
    Mono<PartitionsView> partitions(@PathVariable String id, ServerHttpRequest request) {
        RequestReader.readQuery(request, List.of()).requireValid();
        return blocking.call(() -> backfills.partitions(id));
    }

    @PostMapping("/{id}/pause")
    Mono<ResponseEntity<AcceptedView>> pause(@PathVariable String id, ServerHttpRequest request) {
        return steer(id, request, Action.PAUSE);
    }

    @PostMapping("/{id}/resume")
    Mono<ResponseEntity<AcceptedView>> resume(@PathVariable String id, ServerHttpRequest request) {
        return steer(id, request, Action.RESUME);
    }

    @PostMapping("/{id}/cancel")
    Mono<ResponseEntity<AcceptedView>> cancel(@PathVariable String id, ServerHttpRequest request) {
        return steer(id, request, Action.CANCEL);
    }

    /** Nothing can be said about how to steer; a caller who tries is told, not ignored. */
    private Mono<ResponseEntity<AcceptedView>> steer(String id, ServerHttpRequest request, Action action) {
        return RequestReader.read(request, List.of())
                .doOnNext(values -> values.requireValid())
                .flatMap(nothing -> blocking.call(() -> steering.steer(id, action)))
                .map(BackfillController::accepted);
    }

    private static ResponseEntity<AcceptedView> accepted(AcceptedView view) {
        return ResponseEntity.status(HttpStatus.ACCEPTED).location(URI.create(view.links().self())).body(view);
    }

    private static ProblemException unknownSource() {
        List<String> known = Sources.all().stream().map(SourceDefinition::id).toList();
        return new ProblemException(
                ProblemType.UNKNOWN_SOURCE,
                "Known sources: " + String.join(", ", known) + ".",
                List.of(Violation.ofParameter("source", "is not known").allowing(known)));
    }
}
