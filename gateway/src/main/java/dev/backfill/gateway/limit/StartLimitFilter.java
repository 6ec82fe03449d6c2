package dev.backfill.gateway.limit;

import dev.backfill.gateway.backfill.IdempotencyKey;
import dev.backfill.gateway.limit.CountedStarts.Count;
import dev.backfill.gateway.limit.CountedStarts.Name;
import dev.backfill.gateway.limit.Limits.Limit;
import dev.backfill.gateway.problem.FilterOrder;
import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.RequestId;
import dev.backfill.workflows.source.SourceDefinition;
import java.util.Optional;
import java.util.Set;
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
 * never starts too many. A request under an idempotency key that is known starts nothing, and is always answered; those that are sent
 * under one at the same time are one start.
 */
@Component
@Order(FilterOrder.START_LIMITS)
class StartLimitFilter implements WebFilter {
    private final Limits limits;
    private final LimitedRoutes routes;
    private final KnownStarts knownStarts;
    private final CountedStarts starts;

    StartLimitFilter(Limits limits, LimitedRoutes routes, KnownStarts knownStarts, CountedStarts starts) {
        this.limits = limits;
        this.routes = routes;
        this.knownStarts = knownStarts;
        this.starts = starts;
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
        return key.map(sent -> startUnderKey(new Name(caller, sent), limit, exchange, answer))
                .orElseGet(() -> limits.count(limit, exchange).then(answered(answer, limit, exchange)));
    }

    private Mono<Void> answered(Mono<Void> answer, Limit limit, ServerWebExchange exchange) {
        return answer.onErrorResume(failure -> limits.giveBack(limit, exchange).then(Mono.error(failure)))
                .then(Mono.defer(() -> isRefusal(exchange.getResponse().getStatusCode())
                        ? limits.giveBack(limit, exchange)
                        : Mono.empty()));
    }

    private Mono<Void> startUnderKey(Name name, Limit limit, ServerWebExchange exchange, Mono<Void> answer) {
        return knownStarts.isKnown(name).flatMap(free -> free
                ? answer
                : Mono.usingWhen(
                        Mono.fromSupplier(() -> starts.join(name, RequestId.of(exchange), () -> limits.take(limit))),
                        count -> count.standing().flatMap(standing -> limits.tell(standing, exchange)).then(answer),
                        count -> left(name, count, !isRefusal(exchange.getResponse().getStatusCode()), limit, exchange),
                        (count, failure) -> left(name, count, !isRefusal(failure), limit, exchange),
                        count -> left(name, count, true, limit, exchange)));
    }

    /** The last request of a start that came to nothing, or was begun and counted by another gateway, takes back what it was counted. */
    private Mono<Void> left(Name name, Count count, boolean started, Limit limit, ServerWebExchange exchange) {
        Set<String> requestIds = starts.leave(name, count, started);
        if (requestIds.isEmpty()) {
            return Mono.empty();
        }
        Mono<Boolean> elsewhere = count.isKept() ? knownStarts.isOfAnother(name, requestIds).onErrorReturn(false) : Mono.just(true);
        return elsewhere.flatMap(free -> free ? limits.giveBack(limit, exchange) : Mono.empty());
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
