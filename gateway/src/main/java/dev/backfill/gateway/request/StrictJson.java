package dev.backfill.gateway.request;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads one JSON object in UTF-8 (RFC 8259), and nothing beside it: no member twice, no long number, no deep nesting. */
public final class StrictJson {
    static final int DEEPEST = 16;
    static final int LONGEST_NUMBER = 64;
    static final int LONGEST_NAME = 1_000;

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxNameLength(LONGEST_NAME)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private StrictJson() {}

    /**
     * The object; empty if it is another kind of JSON.
     *
     * @throws CharacterCodingException if this is not UTF-8
     * @throws tools.jackson.core.JacksonException if this is not JSON, or not of this kind
     */
    public static Optional<ObjectNode> object(byte[] bytes) throws CharacterCodingException {
        JsonNode node = STRICT.readTree(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    }
}
