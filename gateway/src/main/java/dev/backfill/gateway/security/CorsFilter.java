package dev.backfill.gateway.security;

import dev.backfill.gateway.problem.FilterOrder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets pages of the allowed origins read answers (Fetch standard, CORS), and answers preflights before a credential is asked for.
 * Others get no CORS headers, which is all that a browser needs to refuse them; they are answered like anyone else.
 */
@Component
@Order(FilterOrder.CORS)
class CorsFilter extends DefaultCorsProcessor implements WebFilter {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final List<String> REQUEST_HEADERS = List.of(
            "Authorization", "Content-Type", "X-Admin-Key", "Idempotency-Key", "X-Request-ID", "traceparent", "If-None-Match",
            "Last-Event-ID");
    private static final List<String> EXPOSED_HEADERS = List.of(
            "Location", "Link", "Retry-After", "RateLimit", "RateLimit-Policy", "X-Request-ID", "ETag", "Deprecation");
    private static final Duration PREFLIGHT_KEPT = Duration.ofHours(1);

    private final Set<Origin> allowed;
    private final CorsConfiguration configuration = new CorsConfiguration();

    CorsFilter(WebSettings settings) {
        this.allowed = Set.copyOf(settings.allowedOrigins());
        // No credentials: a caller sends its own header, never a cookie.
        configuration.setAllowedMethods(METHODS);
        configuration.setAllowedHeaders(REQUEST_HEADERS);
        configuration.setExposedHeaders(EXPOSED_HEADERS);
        configuration.setMaxAge(PREFLIGHT_KEPT);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        process(configuration, exchange);
        if (!CorsUtils.isPreFlightRequest(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
        return exchange.getResponse().setComplete();
    }

    @Override
    protected @Nullable String checkOrigin(CorsConfiguration unused, @Nullable String sent) {
        return sent == null ? null : Origin.parse(sent).filter(allowed::contains).map(origin -> sent).orElse(null);
    }

    @Override
    protected void rejectRequest(ServerHttpResponse response) {
        // Without the headers it is refused.
    }
}
