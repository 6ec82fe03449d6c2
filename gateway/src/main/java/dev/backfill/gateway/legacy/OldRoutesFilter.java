package dev.backfill.gateway.legacy;

import dev.backfill.gateway.problem.FilterOrder;
import dev.backfill.gateway.problem.ProblemHandler;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Whatever becomes of a call of an old route: the answer says that it is deprecated, and an error has the member that callers read. */
@Component
@Order(FilterOrder.ANSWER_HEADERS)
class OldRoutesFilter implements WebFilter {
    private static final String NEW_ROUTES = "/api/v1/backfills";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getRequest().getURI().getRawPath().startsWith(Deprecation.OLD_ROUTES)) {
            exchange.getAttributes().put(ProblemHandler.WITH_ERROR, true);
            Deprecation.mark(exchange.getResponse().getHeaders(), NEW_ROUTES);
        }
        return chain.filter(exchange);
    }
}
