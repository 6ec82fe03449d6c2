package dev.backfill.gateway.security;

import dev.backfill.gateway.problem.FilterOrder;
import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import java.util.List;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets through who sends the admin key, and anyone to the health routes. A route that does not exist needs the key as well. */
@Component
@Order(FilterOrder.CREDENTIAL)
class AdminKeyFilter implements WebFilter {
    private static final String HEADER = "X-Admin-Key";
    /** Compared with the path as it was sent: another spelling of it is not open. */
    private static final Set<String> OPEN_PATHS = Set.of("/health/live", "/health/ready");

    private final AdminKey key;

    AdminKeyFilter(AdminSettings settings) {
        this.key = new AdminKey(settings.apiKey());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        List<String> sent = exchange.getRequest().getHeaders().getOrEmpty(HEADER);
        if (sent.size() > 1) {
            return Mono.error(new ProblemException(ProblemType.MALFORMED_REQUEST, "Send one " + HEADER + " header, not several."));
        }
        if (sent.size() == 1 && key.matches(sent.getFirst())) {
            return chain.filter(exchange.mutate().principal(Mono.just(Caller.ADMIN)).build());
        }
        if (OPEN_PATHS.contains(exchange.getRequest().getURI().getRawPath())) {
            return chain.filter(exchange);
        }
        return Mono.error(new ProblemException(
                        ProblemType.UNAUTHENTICATED, sent.isEmpty() ? "Send the key in " + HEADER + "." : "The key is not valid.")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "AdminKey realm=\"backfill\", header=\"" + HEADER + "\""));
    }
}
