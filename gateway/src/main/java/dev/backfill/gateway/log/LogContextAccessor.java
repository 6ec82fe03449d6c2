package dev.backfill.gateway.log;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** One name of SLF4J's context (MDC), which Reactor fills from its own context wherever a step of a request runs. */
final class LogContextAccessor implements ThreadLocalAccessor<String> {
    private final String name;

    LogContextAccessor(String name) {
        this.name = name;
    }

    @Override
    public Object key() {
        return name;
    }

    @Override
    public @Nullable String getValue() {
        return MDC.get(name);
    }

    @Override
    public void setValue(String value) {
        MDC.put(name, value);
    }

    @Override
    public void setValue() {
        MDC.remove(name);
    }
}
