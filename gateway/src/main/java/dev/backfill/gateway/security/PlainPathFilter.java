package dev.backfill.gateway.security;

import dev.backfill.gateway.problem.FilterOrder;
import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Knows one spelling of each path. Escapes, path parameters and doubled slashes name nothing: no check can be passed by them. */
@Component
@Order(FilterOrder.PLAIN_PATH)
class PlainPathFilter implements WebFilter {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/-]+");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getURI().getRawPath();
        return PLAIN.matcher(path).matches() && !path.contains("//") && !path.contains("/.")
                ? chain.filter(exchange)
                : Mono.error(new ProblemException(ProblemType.NOT_FOUND, "No route has this path."));
    }
}
