package dev.backfill.gateway.limit;

import dev.backfill.gateway.http.ClientAddresses;
import dev.backfill.gateway.problem.FilterOrder;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Counts every request against its caller, or against its address if it needs no credential, before anything is done for it. */
@Component
@Order(FilterOrder.LIMITS)
class RequestLimitFilter implements WebFilter {
    private final Limits limits;
    private final LimitedRoutes routes;
    private final ClientAddresses addresses;

    RequestLimitFilter(Limits limits, LimitedRoutes routes, ClientAddresses addresses) {
        this.limits = limits;
        this.routes = routes;
        this.addresses = addresses;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!routes.isLimited(exchange)) {
            return chain.filter(exchange);
        }
        Client address = Client.at(addresses.clientOf(exchange.getRequest()));
        Mono<Void> counted = exchange.getPrincipal()
                .map(caller -> Client.named(caller.getName()))
                .defaultIfEmpty(address)
                .flatMap(client -> limits.count(limits.requests(client), exchange));
        Mono<Void> login = routes.isLogin(exchange) ? limits.count(limits.logins(address), exchange) : Mono.empty();
        return login.then(counted).then(Mono.defer(() -> chain.filter(exchange)));
    }
}
