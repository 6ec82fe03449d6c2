package dev.backfill.gateway.limit;

import dev.backfill.gateway.backfill.IdempotencyKey;
import dev.backfill.gateway.limit.Limits.Limit;
import dev.backfill.gateway.problem.FilterOrder;
import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.workflows.source.SourceDefinition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Counts starts. One is taken before the work and given back if nothing was started, so that a client that mistypes loses nothing and
 * never starts too many. A request under an idempotency key that is known starts nothing, and is always answered.
 */
@Component
@Order(FilterOrder.START_LIMITS)
class StartLimitFilter implements WebFilter {
    private final Limits limits;
    private final LimitedRoutes routes;
    private final KnownStarts knownStarts;

    StartLimitFilter(Limits limits, LimitedRoutes routes, KnownStarts knownStarts) {
        this.limits = limits;
        this.routes = routes;
        this.knownStarts = knownStarts;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Optional<SourceDefinition> source = routes.started(exchange);
        if (source.isEmpty()) {
            return chain.filter(exchange);
        }
        Mono<Void> answer = Mono.defer(() -> chain.filter(exchange));
        return exchange.getPrincipal()
                .map(caller -> start(source.get(), caller.getName(), exchange, answer))
                .defaultIfEmpty(answer)
                .flatMap(whole -> whole);
    }

    private Mono<Void> start(SourceDefinition source, String caller, ServerWebExchange exchange, Mono<Void> answer) {
        Optional<String> key = IdempotencyKey.of(exchange.getRequest().getHeaders());
        Limit limit = limits.starts(source, Client.named(caller));
        Mono<Boolean> known = key.map(sent -> knownStarts.isKnown(caller, sent)).orElse(Mono.just(false));
        return known.flatMap(free -> free
                ? answer
                : limits.count(limit, exchange).then(answered(answer, limit, key.isPresent(), exchange)));
    }

    private Mono<Void> answered(Mono<Void> answer, Limit limit, boolean keyed, ServerWebExchange exchange) {
        return answer.onErrorResume(failure -> keyed && !isRefusal(failure)
                        ? Mono.error(failure)
                        : limits.giveBack(limit, exchange).then(Mono.error(failure)))
                .then(Mono.defer(() -> isRefusal(exchange.getResponse().getStatusCode())
                        ? limits.giveBack(limit, exchange)
                        : Mono.empty()));
    }

    /** Any other failure may have left a run that the next request under the same key, which is not counted, sets off. */
    private static boolean isRefusal(Throwable failure) {
        return switch (failure) {
            case ProblemException problem -> isRefusal(problem.type().status());
            case ErrorResponse error -> isRefusal(error.getStatusCode());
            default -> false;
        };
    }

    private static boolean isRefusal(@Nullable HttpStatusCode status) {
        return status != null && status.is4xxClientError();
    }
}
