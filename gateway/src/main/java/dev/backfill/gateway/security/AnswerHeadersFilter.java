package dev.backfill.gateway.security;

import dev.backfill.gateway.problem.FilterOrder;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Puts the headers on every answer that keep it from being cached, framed, sniffed or referred to. */
@Component
@Order(FilterOrder.ANSWER_HEADERS)
class AnswerHeadersFilter implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        return chain.filter(exchange);
    }
}
