package dev.backfill.gateway.backfill;

import dev.backfill.gateway.backfill.SteerBackfill.By;
import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.gateway.openapi.AnswerHeader;
import dev.backfill.gateway.openapi.Answers;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.problem.RequestId;
import dev.backfill.gateway.request.RequestReader;
import dev.backfill.gateway.request.RequestValues;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
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

/** What failed in a run, and what of a run is pulled again by another. */
@RestController
@Tag(name = "backfills")
@RequestMapping(path = "/api/v1/backfills/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class FailureController {
    private final ReadFailures failures;
    private final RetryFailed retries;
    private final Refetch refetches;
    private final BlockingCalls blocking;

    FailureController(ReadFailures failures, RetryFailed retries, Refetch refetches, BlockingCalls blocking) {
        this.failures = failures;
        this.retries = retries;
        this.refetches = refetches;
        this.blocking = blocking;
    }

    /** Lists failures by {@code partition}, {@code resolved}, {@code limit} and {@code cursor}. */
    @GetMapping("/failures")
    @Operation(operationId = "listFailures", summary = "List what failed in a backfill")
    @Answers(
            headers = AnswerHeader.LINK,
            problems = {ProblemType.UNKNOWN_BACKFILL, ProblemType.UNKNOWN_PARTITION, ProblemType.INVALID_CURSOR})
    Mono<ResponseEntity<FailuresView>> failures(@PathVariable String id, ServerHttpRequest request) {
        RequestValues values = RequestReader.readQuery(request, ReadFailures.FIELDS);
        return blocking.call(() -> failures.list(id, values)).map(page -> page.answer(FailuresView.of(page)));
    }

    /** Retries what failed: 202 with the run that does it, which is this one while it is under way. */
    @PostMapping("/retry-failed")
    @Operation(operationId = "retryFailed", summary = "Retry what failed in a backfill")
    @HeedsIdempotencyKey
    @Answers(
            status = 202,
            headers = AnswerHeader.LOCATION,
            problems = {
                ProblemType.UNKNOWN_BACKFILL,
                ProblemType.INVALID_IDEMPOTENCY_KEY,
                ProblemType.IDEMPOTENCY_KEY_REUSED,
                ProblemType.SOURCE_UNAVAILABLE,
                ProblemType.TEMPORAL_UNAVAILABLE,
                ProblemType.NOTHING_TO_RETRY,
                ProblemType.BACKFILL_FINISHED,
                ProblemType.WORKFLOW_GONE
            })
    Mono<ResponseEntity<AcceptedView>> retryFailed(@PathVariable String id, Principal caller, ServerWebExchange exchange) {
        Optional<String> key = IdempotencyKey.of(exchange.getRequest().getHeaders());
        return RequestReader.readNothing(exchange.getRequest())
                .then(blocking.call(() -> retries.retry(id, key, By.of(caller, exchange))))
                .map(AcceptedView::answer);
    }

    /** Fetches {@code keys}, a {@code partition} or a period again: 202 with the run that does it. */
    @PostMapping("/refetch")
    @Operation(operationId = "refetch", summary = "Fetch a part of a backfill again")
    @HeedsIdempotencyKey
    @Answers(
            status = 202,
            headers = AnswerHeader.LOCATION,
            problems = {
                ProblemType.UNKNOWN_BACKFILL,
                ProblemType.INVALID_IDEMPOTENCY_KEY,
                ProblemType.IDEMPOTENCY_KEY_REUSED,
                ProblemType.SOURCE_UNAVAILABLE,
                ProblemType.TEMPORAL_UNAVAILABLE
            })
    Mono<ResponseEntity<AcceptedView>> refetch(@PathVariable String id, Principal caller, ServerWebExchange exchange) {
        Optional<String> key = IdempotencyKey.of(exchange.getRequest().getHeaders());
        return RequestReader.read(exchange.getRequest(), refetches.fields())
                .flatMap(values -> blocking.call(() -> refetches.start(id, values, caller.getName(), key, RequestId.of(exchange))))
                .map(AcceptedView::answer);
    }
}
