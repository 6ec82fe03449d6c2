package dev.backfill.gateway.security;

import dev.backfill.gateway.problem.FilterOrder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import reactor.core.publisher.Mono;

/**
 * Who may do what. Every request shows its credential anew: there are no sessions and no cookies, hence no tokens against forged
 * requests either.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String ADMIN = "ADMIN";
    private static final String USER = "USER";

    private static void whoMayDoWhat(AuthorizeExchangeSpec requests) {
        ServerWebExchangeMatcher open = exchange -> OpenRoutes.contain(exchange) ? MatchResult.match() : MatchResult.notMatch();
        requests.matchers(open).permitAll()
                .pathMatchers(AdministrationRoutes.patterns()).hasRole(ADMIN)
                .pathMatchers(HttpMethod.GET).hasAnyRole(ADMIN, USER)
                .pathMatchers(HttpMethod.HEAD).hasAnyRole(ADMIN, USER)
                // Starting, steering, and whatever else changes something. Also methods and routes that do not exist.
                .anyExchange().hasRole(ADMIN);
    }

    /**
     * At the place among our filters that is the credential's: Spring's own place would be behind all of them.
     *
     * <p>{@link PlainPathFilter} stands behind it in place of Spring's firewall, and is stricter: a path in another spelling is passed by
     * no check, as no route ever sees it.
     */
    @Bean
    @Order(FilterOrder.CREDENTIAL)
    WebFilterChainProxy securityFilter(Authenticator authenticator) {
        SecurityWebFilterChain chain = ServerHttpSecurity.http()
                .addFilterAt(new CredentialFilter(authenticator, OpenRoutes::contain), SecurityWebFiltersOrder.AUTHENTICATION)
                .authorizeExchange(SecurityConfiguration::whoMayDoWhat)
                .exceptionHandling(refusals -> refusals
                        .authenticationEntryPoint((exchange, missing) -> Mono.error(Refusals.missing(
                                "Send a key in " + CredentialReader.KEY_HEADER + ", or a token in Authorization: Bearer.")))
                        .accessDeniedHandler((exchange, denied) -> Mono.error(Refusals.forbidden())))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                // AnswerHeadersFilter sets them, also on answers that never come this far.
                .headers(ServerHttpSecurity.HeaderSpec::disable)
                .build();
        WebFilterChainProxy filter = new WebFilterChainProxy(chain);
        filter.setFirewall(ServerWebExchangeFirewall.INSECURE_NOOP);
        return filter;
    }
}
