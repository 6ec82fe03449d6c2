package dev.backfill.gateway.problem;

import dev.backfill.workflows.context.LogContext;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * The caller's trace, as <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a> names it in {@code traceparent}:
 * {@code 00-{32 hexadecimal digits}-{16}-{2}}. One that is malformed, all zero or sent twice is ignored, never an error.
 */
public final class TraceId {
    static final String HEADER = "traceparent";
    /** Under this key it is an attribute of the exchange, in Reactor's context and in the log's context. */
    public static final String KEY = LogContext.TRACE_ID;

    private static final Pattern TRACE_PARENT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceId() {}

    static @Nullable String accept(List<String> sent) {
        if (sent.size() != 1) {
            return null;
        }
        Matcher parent = TRACE_PARENT.matcher(sent.getFirst());
        return parent.matches() ? parent.group(1) : null;
    }

    /** Null if the caller sent none. */
    public static @Nullable String of(ServerWebExchange exchange) {
        return exchange.getAttribute(KEY);
    }
}
