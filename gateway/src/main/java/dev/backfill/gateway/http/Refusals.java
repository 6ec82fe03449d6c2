package dev.backfill.gateway.http;

import dev.backfill.gateway.problem.ProblemBody;
import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.RequestId;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Answers to what never becomes an exchange: problems like all others, with the same headers, and the end of the connection. */
final class Refusals {
    private final JsonMapper json;

    Refusals(JsonMapper json) {
        this.json = json;
    }

    /** @param request if it could be read */
    FullHttpResponse answer(ProblemException problem, @Nullable HttpRequest request) {
        String requestId = RequestId.acceptOrMake(request == null ? null : request.headers().get(RequestId.HEADER));
        String instance = request == null || !request.uri().startsWith("/") ? "/" : request.uri().replaceAll("[?#].*", "");
        byte[] body = ProblemBody.of(problem, instance, requestId, json);
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(problem.type().status().value()),
                Unpooled.wrappedBuffer(body));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set("X-Content-Type-Options", "nosniff")
                .set("Referrer-Policy", "no-referrer")
                .set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .set(HttpHeaderNames.VARY, "Origin")
                .set(RequestId.HEADER, requestId);
        problem.headers().forEach((name, values) -> answer.headers().set(name, values));
        return answer;
    }
}
