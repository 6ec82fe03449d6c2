package dev.backfill.gateway.backfill;

import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.gateway.caching.EntityTags;
import dev.backfill.gateway.openapi.AnswerHeader;
import dev.backfill.gateway.openapi.Answers;
import dev.backfill.gateway.paging.Page;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.request.RequestReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
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
@Tag(name = "backfills")
@RestController
@RequestMapping(path = "/api/v1/backfills", produces = MediaType.APPLICATION_JSON_VALUE)
class BackfillController {
    private final StartRoute starts;
    private final ReadBackfills backfills;
    private final BlockingCalls blocking;
    private final EntityTags tags;

    BackfillController(StartRoute starts, ReadBackfills backfills, BlockingCalls blocking, EntityTags tags) {
        this.starts = starts;
        this.backfills = backfills;
        this.blocking = blocking;
        this.tags = tags;
    }

    /** Starts a backfill: 202 with where it can be watched. The same {@code Idempotency-Key} and request answer the same backfill. */
    @PostMapping("/{source}")
    @Operation(operationId = "startBackfill", summary = "Start a backfill")
    @HeedsIdempotencyKey
    @AnswersStart(headers = AnswerHeader.LOCATION)
    Mono<ResponseEntity<AcceptedView>> start(@PathVariable String source, Principal caller, ServerWebExchange exchange) {
        return starts.start(source, caller, exchange).map(started -> started.accepted().answer());
    }

    /** Lists runs, newest first, narrowed by the fields of {@link BackfillFilter}. */
    @GetMapping
    @Operation(operationId = "listBackfills", summary = "List backfills")
    @Answers(alsoEmpty = 304, headers = AnswerHeader.LINK, problems = ProblemType.INVALID_CURSOR)
    Mono<ResponseEntity<BackfillsView>> list(ServerHttpRequest request) {
        BackfillFilter filter = BackfillFilter.of(RequestReader.readQuery(request, BackfillFilter.FIELDS));
        return blocking.call(() -> backfills.list(filter))
                .map(page -> Page.link(tags.answer(page, page.timeless(), request), page.next()));
    }

    /** Shows one run: where it stands, and when it has ended, whether all of it is proved to be stored. */
    @GetMapping("/{id}")
    @Operation(operationId = "findBackfill", summary = "Show a backfill")
    @Answers(alsoEmpty = 304, problems = ProblemType.UNKNOWN_BACKFILL)
    Mono<ResponseEntity<BackfillView>> find(@PathVariable String id, ServerHttpRequest request) {
        RequestReader.requireNoQuery(request);
        return blocking.call(() -> backfills.find(id)).map(view -> tags.answer(view, view.timeless(), request));
    }

    /** Shows the partitions of a run, in the order in which they are pulled. */
    @GetMapping("/{id}/partitions")
    @Operation(operationId = "listPartitions", summary = "List the partitions of a backfill")
    @Answers(alsoEmpty = 304, problems = ProblemType.UNKNOWN_BACKFILL)
    Mono<ResponseEntity<PartitionsView>> partitions(@PathVariable String id, ServerHttpRequest request) {
        RequestReader.requireNoQuery(request);
        return blocking.call(() -> backfills.partitions(id)).map(view -> tags.answer(view, request));
    }
}
