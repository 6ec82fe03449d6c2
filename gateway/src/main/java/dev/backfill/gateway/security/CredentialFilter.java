package dev.backfill.gateway.security;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Puts the caller into the security context. A wrong credential ends the request, but for routes that need none. */
final class CredentialFilter implements WebFilter {
    private final Authenticator authenticator;
    private final Predicate<ServerWebExchange> open;

    CredentialFilter(Authenticator authenticator, Predicate<ServerWebExchange> open) {
        this.authenticator = authenticator;
        this.open = open;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return caller(exchange)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(caller -> caller.isEmpty() ? chain.filter(exchange) : as(caller.get(), exchange, chain));
    }

    private static Mono<Void> as(Caller caller, ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getAttributes().put(Caller.ATTRIBUTE, caller);
        return chain.filter(exchange).contextWrite(ReactiveSecurityContextHolder.withAuthentication(caller));
    }

    private Mono<Caller> caller(ServerWebExchange exchange) {
        Mono<Caller> caller = Mono.defer(() -> Mono.justOrEmpty(CredentialReader.read(exchange.getRequest().getHeaders())))
                .flatMap(authenticator::authenticate);
        // Whether someone is alive must be seen with a stale key, and while PostgreSQL, which knows the keys, is away.
        return open.test(exchange)
                ? caller.onErrorResume(failure -> isMalformed(failure) ? Mono.error(failure) : Mono.empty())
                : caller;
    }

    private static boolean isMalformed(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type() == ProblemType.MALFORMED_REQUEST;
    }
}
