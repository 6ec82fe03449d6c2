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
 * Counts a request that comes to nothing before it is counted, for whatever reason: against its address if its credential is refused,
 * so that credentials cannot be tried without limit, or fails to be checked; against its caller if the role is too small.
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
        return chain.filter(exchange).onErrorResume(refused -> {
            if (!routes.isLimited(exchange) || LimitHeaders.isCounted(exchange)) {
                return Mono.error(refused);
            }
            Mono<Void> counted = limits.count(limits.requests(client(exchange)), exchange);
            // What has failed is told as it is, also if counting fails by the same outage.
            return counted.onErrorMap(failure -> isClientError(refused) || isClientError(failure) ? failure : refused)
                    .then(Mono.error(refused));
        });
    }

    private static boolean isClientError(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type().status().is4xxClientError();
    }

    /** Whose role is too small is known by name. */
    private Client client(ServerWebExchange exchange) {
        Caller caller = exchange.getAttribute(Caller.ATTRIBUTE);
        return caller == null ? Client.at(addresses.clientOf(exchange.getRequest())) : Client.named(caller.getName());
    }
}
