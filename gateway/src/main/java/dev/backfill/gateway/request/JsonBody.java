package dev.backfill.gateway.request;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads a body that is one JSON object in UTF-8 (RFC 8259), or none. */
final class JsonBody {
    /** Counted as it is read, whatever the request announces. */
    static final int MOST_BYTES = 64 * 1024;

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(16)
                            .maxNumberLength(64)
                            .maxNameLength(1_000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonBody() {}

    /** The body's object; empty if there is no body. Fails with a problem of status 400, 413 or 415. */
    static Mono<ObjectNode> read(ServerHttpRequest request) {
        return DataBufferUtils.join(request.getBody(), MOST_BYTES)
                .map(JsonBody::bytes)
                .filter(bytes -> bytes.length > 0)
                .map(bytes -> {
                    requireJson(request.getHeaders());
                    return parse(bytes);
                })
                // The connection is closed, as the rest of the body is of no use to anyone.
                .onErrorMap(DataBufferLimitException.class, tooLarge -> new ProblemException(
                                ProblemType.BODY_TOO_LARGE, "A body has at most " + MOST_BYTES + " bytes.")
                        .withHeader(HttpHeaders.CONNECTION, "close"));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
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
        JsonNode node;
        try {
            node = STRICT.readTree(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException broken) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "The body is not UTF-8.");
        } catch (JacksonException malformed) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, malformedAt(malformed), List.of(), malformed);
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new ProblemException(ProblemType.MALFORMED_REQUEST, "The body must be a JSON object, or absent.");
    }

    /** The parser's own words name classes and repeat what was sent. */
    private static String malformedAt(JacksonException malformed) {
        String rule = "The body is not one JSON object without repeated members";
        return malformed.getLocation() == null || malformed.getLocation().getLineNr() < 1
                ? rule + "."
                : rule + ": see line " + malformed.getLocation().getLineNr() + ", column " + malformed.getLocation().getColumnNr() + ".";
    }
}
