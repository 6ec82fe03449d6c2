package dev.backfill.gateway.legacy;

import dev.backfill.gateway.backfill.AnswersStart;
import dev.backfill.gateway.backfill.HeedsIdempotencyKey;
import dev.backfill.gateway.backfill.ReadBackfills;
import dev.backfill.gateway.backfill.StartRoute;
import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.gateway.openapi.Answers;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.request.RequestReader;
import dev.backfill.gateway.source.ReadSources;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The old routes; {@link OldRoutesFilter} marks what they answer, also where they are not reached. */
@Tag(name = "old-routes")
@RestController
@RequestMapping(path = "/api/backfill", produces = MediaType.APPLICATION_JSON_VALUE)
class LegacyBackfillController {
    private final StartRoute starts;
    private final ReadBackfills backfills;
    private final ReadSources sources;
    private final BlockingCalls blocking;

    LegacyBackfillController(StartRoute starts, ReadBackfills backfills, ReadSources sources, BlockingCalls blocking) {
        this.starts = starts;
        this.backfills = backfills;
        this.sources = sources;
        this.blocking = blocking;
    }

    /** Starts a backfill in full, as {@code POST /api/v1/backfills/{source}} does. */
    @PostMapping("/{source}")
    @Operation(operationId = "startBackfillAsBefore", summary = "Start a backfill, as before", deprecated = true)
    @HeedsIdempotencyKey
    @AnswersStart
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<QueuedView> start(@PathVariable String source, Principal caller, ServerWebExchange exchange) {
        return starts.startAsBefore(source, caller, exchange).map(started -> {
            Deprecation.mark(exchange.getResponse().getHeaders(), "/api/v1/backfills/" + started.request().source().id());
            return QueuedView.of(started);
        });
    }

    /** The state of a run, in the old words. */
    @GetMapping("/status/{id}")
    @Operation(operationId = "findBackfillAsBefore", summary = "Show a backfill, as before", deprecated = true)
    @Answers(problems = ProblemType.UNKNOWN_BACKFILL)
    Mono<TaskView> status(@PathVariable String id, ServerWebExchange exchange) {
        RequestReader.requireNoQuery(exchange.getRequest());
        return blocking.call(() -> backfills.find(id)).map(run -> {
            Deprecation.mark(exchange.getResponse().getHeaders(), run.links().self());
            return TaskView.of(run);
        });
    }

    /** How current each source is. */
    @GetMapping("/sync-status")
    @Operation(operationId = "listSourcesAsBefore", summary = "List the sources, as before", deprecated = true)
    @Answers
    Mono<SyncStatusView> syncStatus(ServerWebExchange exchange) {
        RequestReader.requireNoQuery(exchange.getRequest());
        Deprecation.mark(exchange.getResponse().getHeaders(), "/api/v1/sources");
        return blocking.call(sources::all).map(SyncStatusView::of);
    }
}
