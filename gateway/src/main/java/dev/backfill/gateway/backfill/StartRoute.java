package dev.backfill.gateway.backfill;

import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.gateway.problem.RequestId;
import dev.backfill.gateway.source.KnownSources;
import dev.backfill.workflows.source.SourceDefinition;
import java.security.Principal;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A start as every route does it, be it old or new: read, checked, and begun once. */
@Component
public class StartRoute {
    /** @param request what was asked for, with defaults filled in */
    public record Started(StartRequest request, AcceptedView accepted) {}

    private final BackfillBody bodies;
    private final StartBackfill starts;
    private final BlockingCalls blocking;

    StartRoute(BackfillBody bodies, StartBackfill starts, BlockingCalls blocking) {
        this.bodies = bodies;
        this.starts = starts;
        this.blocking = blocking;
    }

    /** Fails with a problem of status 400, 404, 409, 413, 415, 422 or 503. */
    public Mono<Started> start(String source, Principal caller, ServerWebExchange exchange) {
        return start(source, caller, exchange, bodies::read);
    }

    /** The same on an old route, which does not know all that can be asked for now. */
    public Mono<Started> startAsBefore(String source, Principal caller, ServerWebExchange exchange) {
        return start(source, caller, exchange, bodies::readAsBefore);
    }

    private Mono<Started> start(
            String source,
            Principal caller,
            ServerWebExchange exchange,
            BiFunction<SourceDefinition, ServerHttpRequest, Mono<StartRequest>> reading) {
        SourceDefinition definition = KnownSources.require(source);
        Optional<String> key = IdempotencyKey.of(exchange.getRequest().getHeaders());
        return reading.apply(definition, exchange.getRequest())
                .flatMap(asked -> blocking.call(() ->
                        new Started(asked, starts.start(asked, caller.getName(), key, RequestId.of(exchange)))));
    }
}
