package dev.backfill.gateway.management;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/**
 * Goes to the endpoints straight, past the filters of the public port, which Spring looks up in the parent context as well: a scrape
 * needs no credential and is not counted. Whatever else the parent context has, it is not served here.
 */
final class ManagementOnlyFilter implements WebFilter {
    private static final String ENDPOINTS = "/actuator/";

    private final WebHandler endpoints;

    ManagementOnlyFilter(WebHandler endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain publicFilters) {
        if (exchange.getRequest().getURI().getRawPath().startsWith(ENDPOINTS)) {
            return endpoints.handle(exchange);
        }
        exchange.getResponse().setStatusCode(HttpStatus.NOT_FOUND);
        return exchange.getResponse().setComplete();
    }
}
