package dev.backfill.gateway.request;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.node.ObjectNode;

/** Reads a body that is one JSON object in UTF-8 (RFC 8259), or none. */
final class JsonBody {
    /** Counted as it is read, whatever the request announces. */
    static final int MOST_BYTES = 64 * 1024;

    private JsonBody() {}

    /** The body's object; empty if there is no body. Fails with a problem of status 400, 413 or 415. */
    static Mono<ObjectNode> read(ServerHttpRequest request) {
        // Copied and released at once: operators that discard what they hold find no buffer to release again.
        return request.getBody()
                .map(JsonBody::bytes)
                .collect(ByteArrayOutputStream::new, JsonBody::append)
                .filter(body -> body.size() > 0)
                .map(body -> {
                    requireJson(request.getHeaders());
                    return parse(body.toByteArray());
                });
    }

    private static byte[] bytes(DataBuffer buffer) {
        try {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    private static void append(ByteArrayOutputStream body, byte[] more) {
        if (body.size() + more.length > MOST_BYTES) {
            // The connection is closed, as the rest of the body is of no use to anyone.
            throw new ProblemException(ProblemType.BODY_TOO_LARGE, "A body has at most " + MOST_BYTES + " bytes.")
                    .withHeader(HttpHeaders.CONNECTION, "close");
        }
        body.writeBytes(more);
    }

    private static void requireJson(HttpHeaders headers) {
        MediaType type = contentType(headers);
        boolean json = type != null
                && type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                && (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8));
        List<String> encodings = headers.getOrEmpty(HttpHeaders.CONTENT_ENCODING);
        if (!json || !encodings.stream().allMatch("identity"::equalsIgnoreCase)) {
            throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Bodies are read as application/json in UTF-8, not compressed.")
                    .withHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
        }
    }

    private static @Nullable MediaType contentType(HttpHeaders headers) {
        try {
            return headers.getContentType();
        } catch (InvalidMediaTypeException unreadable) {
            return null;
        }
    }

    static ObjectNode parse(byte[] bytes) {
        return Untrusted.parse(() -> StrictJson.object(bytes), JsonBody::refusal)
                .orElseThrow(() -> malformed("The body must be a JSON object, or absent.", null));
    }

    private static ProblemException refusal(Throwable failure) {
        return switch (failure) {
            case CharacterCodingException broken -> malformed("The body is not UTF-8.", null);
            case StreamConstraintsException tooMuch -> malformed(beyond(tooMuch), tooMuch);
            case JacksonException malformed -> malformed("The body is not one JSON object without repeated members" + place(malformed), malformed);
            default -> malformed("The body is not one JSON object.", failure);
        };
    }

    private static ProblemException malformed(String detail, @Nullable Throwable cause) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail, List.of(), cause);
    }

    /** The parser's own words name classes, methods and what was sent. */
    private static String beyond(StreamConstraintsException tooMuch) {
        String message = String.valueOf(tooMuch.getOriginalMessage());
        String rule = message.startsWith("Number") ? "A number in JSON has at most " + StrictJson.LONGEST_NUMBER + " characters"
                : message.contains("nesting depth") ? "JSON is nested at most " + StrictJson.DEEPEST + " levels deep"
                : "A name in JSON has at most " + StrictJson.LONGEST_NAME + " characters";
        return rule + place(tooMuch);
    }

    private static String place(JacksonException failure) {
        return failure.getLocation() == null || failure.getLocation().getLineNr() < 1
                ? "."
                : ": see line " + failure.getLocation().getLineNr() + ", column " + failure.getLocation().getColumnNr() + ".";
    }
}
