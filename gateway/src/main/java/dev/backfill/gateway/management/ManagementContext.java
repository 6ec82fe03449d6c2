package dev.backfill.gateway.management;

import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebHandler;

/**
 * Belongs to the context of the management port alone, where Boot imports it from {@code META-INF/spring}; without a stereotype, so that
 * the public context does not find it.
 */
class ManagementContext {
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WebFilter managementOnly(WebHandler webHandler) {
        return new ManagementOnlyFilter(webHandler);
    }
}
