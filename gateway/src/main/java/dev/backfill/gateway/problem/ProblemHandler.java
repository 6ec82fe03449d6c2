package dev.backfill.gateway.problem;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers every error, of filters, routes and handlers alike, as {@code application/problem+json}. */
@Component
@Order(-2) // Before Boot's own handler, which would answer in a form of its own.
public class ProblemHandler implements WebExceptionHandler {
    /** An attribute of the exchange, there if an error also has the member {@code error}, for callers who look for it. */
    public static final String WITH_ERROR = ProblemHandler.class.getName() + ".withError";

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    private final JsonMapper json;

    ProblemHandler(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(error);
        }
        ProblemException problem = ProblemTranslation.translate(error);
        String requestId = exchange.getAttribute(RequestId.KEY);
        record(exchange, problem, requestId);
        response.setStatusCode(problem.type().status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        problem.headers().forEach((name, values) -> response.getHeaders().put(name, values));
        boolean withError = exchange.getAttribute(WITH_ERROR) != null;
        ObjectNode content = json.valueToTree(Problem.of(problem, exchange.getRequest().getURI().getRawPath(), requestId, withError));
        problem.members().forEach((name, value) -> content.set(name, json.valueToTree(value)));
        byte[] body = json.writeValueAsBytes(content);
        response.getHeaders().setContentLength(body.length);
        if (exchange.getRequest().getMethod() == HttpMethod.HEAD) {
            return response.setComplete();
        }
        DataBuffer buffer = response.bufferFactory().wrap(body);
        return response.writeWith(Mono.just(buffer));
    }

    /** An outage fills the log soon enough without stack traces; an error of ours needs one. */
    private static void record(ServerWebExchange exchange, ProblemException problem, @Nullable String requestId) {
        if (!problem.type().status().is5xxServerError()) {
            return;
        }
        // Of the filter that knows the ids, this runs outside.
        try (MDC.MDCCloseable request = MDC.putCloseable(RequestId.KEY, requestId);
                MDC.MDCCloseable trace = MDC.putCloseable(TraceId.KEY, TraceId.of(exchange))) {
            String route = exchange.getRequest().getMethod() + " " + exchange.getRequest().getURI().getRawPath();
            if (problem.type() == ProblemType.INTERNAL_ERROR) {
                log.error("{} failed", route, problem.getCause());
            } else {
                log.warn("{} answered {}: {}", route, problem.type(), String.valueOf(NestedExceptionUtils.getMostSpecificCause(problem)));
            }
        }
    }
}
