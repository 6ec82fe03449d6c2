package dev.backfill.gateway.backfill;

import dev.backfill.gateway.backfill.SteerBackfill.Action;
import dev.backfill.gateway.backfill.SteerBackfill.By;
import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.gateway.openapi.AnswerHeader;
import dev.backfill.gateway.openapi.Answers;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.request.RequestReader;
import dev.backfill.gateway.request.RequestValues;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What can be asked of a run that is under way. */
@RestController
@Tag(name = "backfills")
@RequestMapping(path = "/api/v1/backfills/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class SteeringController {
    private final SteerBackfill steering;
    private final BlockingCalls blocking;

    SteeringController(SteerBackfill steering, BlockingCalls blocking) {
        this.steering = steering;
        this.blocking = blocking;
    }

    /** Changes {@code requestsPerSecond} and {@code parallelism}, or one of them. */
    @PatchMapping
    @Operation(operationId = "changeBackfill", summary = "Change how fast a backfill is pulled")
    @AnswersSteering
    Mono<ResponseEntity<AcceptedView>> change(@PathVariable String id, Principal caller, ServerWebExchange exchange) {
        return RequestReader.read(exchange.getRequest(), PullFields.ALL)
                .doOnNext(SteeringController::requireChange)
                .flatMap(values -> blocking.call(() -> steering.change(
                        id, PullFields.requestsPerSecond(values), PullFields.parallelism(values), By.of(caller, exchange))))
                .map(AcceptedView::answer);
    }

    private static void requireChange(RequestValues values) {
        if (!values.isSent(PullFields.REQUESTS_PER_SECOND.name()) && !values.isSent(PullFields.PARALLELISM.name())) {
            values.violated(PullFields.REQUESTS_PER_SECOND.name(), "is required, or parallelism, or both");
        }
        values.requireValid();
    }

    /** Lets the pages under way finish, and pulls no more until it is resumed. The state in the answer is the one before. */
    @PostMapping("/pause")
    @Operation(operationId = "pauseBackfill", summary = "Pause a backfill")
    @AnswersSteering
    Mono<ResponseEntity<AcceptedView>> pause(@PathVariable String id, Principal caller, ServerWebExchange exchange) {
        return steer(id, caller, exchange, Action.PAUSE);
    }

    /** Lets a paused run go on where it was. The state in the answer is the one before. */
    @PostMapping("/resume")
    @Operation(operationId = "resumeBackfill", summary = "Resume a backfill")
    @AnswersSteering
    Mono<ResponseEntity<AcceptedView>> resume(@PathVariable String id, Principal caller, ServerWebExchange exchange) {
        return steer(id, caller, exchange, Action.RESUME);
    }

    /** Ends a run. What is stored stays. The state in the answer is the one before. */
    @PostMapping("/cancel")
    @Operation(operationId = "cancelBackfill", summary = "Cancel a backfill")
    @AnswersSteering
    Mono<ResponseEntity<AcceptedView>> cancel(@PathVariable String id, Principal caller, ServerWebExchange exchange) {
        return steer(id, caller, exchange, Action.CANCEL);
    }

    private Mono<ResponseEntity<AcceptedView>> steer(String id, Principal caller, ServerWebExchange exchange, Action action) {
        return RequestReader.readNothing(exchange.getRequest())
                .then(blocking.call(() -> steering.steer(id, action, By.of(caller, exchange))))
                .map(AcceptedView::answer);
    }

    /** Leaves a partition out on record, by its key or ordinal. */
    @PostMapping("/partitions/{partition}/skip")
    @Operation(operationId = "skipPartition", summary = "Leave a partition of a backfill out")
    @Answers(
            status = 202,
            headers = AnswerHeader.LOCATION,
            problems = {
                ProblemType.UNKNOWN_BACKFILL,
                ProblemType.UNKNOWN_PARTITION,
                ProblemType.PARTITION_FINISHED,
                ProblemType.BACKFILL_FINISHED,
                ProblemType.WORKFLOW_GONE,
                ProblemType.TEMPORAL_UNAVAILABLE
            })
    Mono<ResponseEntity<AcceptedView>> skip(
            @PathVariable String id, @PathVariable String partition, Principal caller, ServerWebExchange exchange) {
        return RequestReader.readNothing(exchange.getRequest())
                .then(blocking.call(() -> steering.skip(id, partition, By.of(caller, exchange))))
                .map(AcceptedView::answer);
    }
}
