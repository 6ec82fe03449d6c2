package dev.backfill.gateway.limit;

import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.source.Sources;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Which requests count, and as what. Paths have one spelling each, so that no other one passes a limit. */
@Component
class LimitedRoutes {
    private static final Set<String> HEALTH = Set.of("/health/live", "/health/ready");
    private static final String LOGIN = "/api/v1/auth/google";
    private static final Pattern START = Pattern.compile("/api/(?:v1/backfills|backfill)/(?<source>[a-z0-9-]+)");
    /** A run that covers a part of an earlier one, whose id begins with its source. */
    private static final Pattern PART =
            Pattern.compile("/api/v1/backfills/(?<source>[a-z0-9-]+)-\\d{4}-\\d\\d-\\d\\d-[a-z0-9]{4}/(?:refetch|retry-failed)");

    private final ApplicationContext context;

    LimitedRoutes(ApplicationContext context) {
        this.context = context;
    }

    /** Everything but health, and what another port serves, such as metrics. */
    boolean isLimited(ServerWebExchange exchange) {
        return exchange.getApplicationContext() == context && !HEALTH.contains(path(exchange.getRequest()));
    }

    boolean isLogin(ServerWebExchange exchange) {
        return isPost(exchange) && path(exchange.getRequest()).equals(LOGIN);
    }

    /** The source that the request would start a backfill of, whole or in part, by the current route or the old one. */
    Optional<SourceDefinition> started(ServerWebExchange exchange) {
        return isLimited(exchange) && isPost(exchange)
                ? start(exchange).flatMap(start -> Sources.find(start.group("source")))
                : Optional.empty();
    }

    private static Optional<Matcher> start(ServerWebExchange exchange) {
        String path = path(exchange.getRequest());
        return Stream.of(START, PART).map(pattern -> pattern.matcher(path)).filter(Matcher::matches).findFirst();
    }

    private static boolean isPost(ServerWebExchange exchange) {
        return exchange.getRequest().getMethod() == HttpMethod.POST;
    }

    private static String path(ServerHttpRequest request) {
        return request.getURI().getRawPath();
    }
}
