package dev.backfill.gateway.security;

import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;

/** The routes that need no credential. Compared with the path as it was sent: another spelling of it is not open. */
final class OpenRoutes {
    private static final Pattern HEALTH = Pattern.compile("/health/[a-z]+");
    private static final Pattern DOCUMENTATION = Pattern.compile("/(openapi|docs)([./][A-Za-z0-9._/-]*)?");
    private static final Set<String> SIGN_IN = Set.of("/api/v1/auth/google", "/api/v1/auth/google/nonce");

    private OpenRoutes() {}

    static boolean contain(ServerWebExchange exchange) {
        String path = exchange.getRequest().getURI().getRawPath();
        return HEALTH.matcher(path).matches()
                || DOCUMENTATION.matcher(path).matches()
                || SIGN_IN.contains(path) && exchange.getRequest().getMethod().equals(HttpMethod.POST);
    }
}
