package dev.backfill.gateway.problem;

import dev.backfill.workflows.context.LogContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** The name of one request, in the answer, in every log line, in the run's row and in the workflow's memo. */
public final class RequestId {
    public static final String HEADER = "X-Request-ID";
    /** Under this key it is an attribute of the exchange, in Reactor's context and in the log's context. */
    public static final String KEY = LogContext.REQUEST_ID;

    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private RequestId() {}

    /** What the caller sent if it is well-formed, else a new one; never an error. */
    public static String acceptOrMake(@Nullable String sent) {
        if (sent != null && ACCEPTED.matcher(sent).matches()) {
            return sent;
        }
        byte[] random = new byte[16];
        ThreadLocalRandom.current().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    public static String of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(KEY);
    }
}
