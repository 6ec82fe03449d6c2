package dev.backfill.gateway.event;

import dev.backfill.gateway.event.StreamLimits.Permit;
import dev.backfill.gateway.openapi.Answers;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.request.RequestReader;
import dev.backfill.gateway.security.Caller;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Where a request to watch a backfill enters. */
@Tag(name = "backfills")
@RestController
class EventController {
    /** A connection that takes nothing for so long is closed. Heartbeats see to it that there is something to take. */
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(30);

    private final EventStreams streams;
    private final StreamLimits limits;

    EventController(EventStreams streams, StreamLimits limits) {
        this.streams = streams;
        this.limits = limits;
    }

    /**
     * Streams what the run goes through, from its beginning or from after {@code Last-Event-ID}. Answers 204 to a client that has
     * seen the end: that is how an {@code EventSource} is told to stop.
     */
    @Operation(operationId = "streamEvents", summary = "Stream the events of a backfill")
    @Parameter(
            in = ParameterIn.HEADER,
            name = EventId.HEADER,
            description = "The id of the last event that was received; the stream goes on after it.",
            schema = @Schema(type = "string", maxLength = EventId.LONGEST, pattern = EventId.DOCUMENTED_FORM))
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    @Answers(
            alsoEmpty = 204,
            problems = {
                ProblemType.UNKNOWN_BACKFILL,
                ProblemType.INVALID_EVENT_ID,
                ProblemType.TOO_MANY_STREAMS,
                ProblemType.STREAMS_EXHAUSTED
            })
    @GetMapping(path = "/api/v1/backfills/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<ServerSentEvent<String>>>> events(@PathVariable String id, Principal caller, ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        RequestReader.requireNoQuery(request);
        Optional<EventId> sent = EventId.of(request.getHeaders(), id);
        EventId position = sent.orElse(new EventId(id, 0, false));
        if (request.getMethod() == HttpMethod.HEAD) {
            return streams.hasMoreAfter(position).map(more -> answer(more, Flux.empty()));
        }
        Permit permit = limits.admit(caller.getName());
        return streams.hasMoreAfter(position)
                .doOnError(failure -> permit.close())
                .doOnCancel(permit::close)
                .map(more -> {
                    if (!more) {
                        permit.close();
                    }
                    return answer(more, streams.stream(position, Caller.of(caller), disconnecting(exchange))
                            .doFinally(signal -> permit.close()));
                });
    }

    private static ResponseEntity<Flux<ServerSentEvent<String>>> answer(boolean more, Flux<ServerSentEvent<String>> stream) {
        return more
                ? ResponseEntity.ok().header("X-Accel-Buffering", "no").body(stream)
                : ResponseEntity.noContent().build();
    }

    /** Also closes the connection by itself once its client has not taken anything for too long. */
    private static Runnable disconnecting(ServerWebExchange exchange) {
        HttpServerResponse server = ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse());
        server.withConnection(connection -> connection.addHandlerLast(
                "longest-write", new WriteTimeoutHandler(LONGEST_WRITE.toMillis(), TimeUnit.MILLISECONDS)));
        return () -> server.withConnection(connection -> connection.channel().close());
    }
}
