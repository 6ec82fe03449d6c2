package dev.backfill.gateway.limit;

import dev.backfill.gateway.http.ClientAddresses;
import dev.backfill.gateway.problem.FilterOrder;
import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.security.Caller;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Counts a request whose credential is refused against its address, so that credentials cannot be tried without limit; and one whose
 * role is too small against its caller.
 */
@Component
@Order(FilterOrder.REFUSED_CREDENTIAL)
class RefusedCredentialFilter implements WebFilter {
    private final Limits limits;
    private final LimitedRoutes routes;
    private final ClientAddresses addresses;

    RefusedCredentialFilter(Limits limits, LimitedRoutes routes, ClientAddresses addresses) {
        this.limits = limits;
        this.routes = routes;
        this.addresses = addresses;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange).onErrorResume(ProblemException.class, refused -> {
            boolean uncounted = routes.isLimited(exchange) && !LimitHeaders.isCounted(exchange);
            if (!uncounted || refused.type().status().is5xxServerError()) {
                return Mono.error(refused);
            }
            return limits.count(limits.requests(client(exchange)), exchange).then(Mono.error(refused));
        });
    }

    /** Whose role is too small is known by name. */
    private Client client(ServerWebExchange exchange) {
        Caller caller = exchange.getAttribute(Caller.ATTRIBUTE);
        return caller == null ? Client.at(addresses.clientOf(exchange.getRequest())) : Client.named(caller.getName());
    }
}
