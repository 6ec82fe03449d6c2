package dev.backfill.gateway.log;

import dev.backfill.workflows.context.LogContext;
import io.micrometer.context.ContextRegistry;
import org.springframework.context.annotation.Configuration;

/** With {@code spring.reactor.context-propagation} in {@code gateway.yml}: log lines of event loops say whose request they belong to. */
@Configuration(proxyBeanMethods = false)
class LogContextConfiguration {
    LogContextConfiguration() {
        ContextRegistry registry = ContextRegistry.getInstance();
        registry.registerThreadLocalAccessor(new LogContextAccessor(LogContext.REQUEST_ID));
        registry.registerThreadLocalAccessor(new LogContextAccessor(LogContext.TRACE_ID));
    }
}
