package dev.backfill.simulator.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON trees, for what is small: request bodies, recorded issues and the answers of the admin routes. */
public final class Json {

    /** Keeps decimals as they were written. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /** The tree of a text, or nothing when it is no JSON object. An empty text is an empty object. */
    public static Optional<ObjectNode> object(byte[] text) {
        if (text.length == 0) {
            return Optional.of(MAPPER.createObjectNode());
        }
        try {
            return MAPPER.readTree(text) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The bytes of a tree or of a record. */
    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** The texts of an array, or of one string with commas; none when absent. */
    public static List<String> texts(@Nullable JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node != null && node.isArray()) {
            node.forEach(element -> texts.add(element.asString()));
        } else if (node != null && !node.isNull()) {
            for (String part : node.asString().split(",")) {
                if (!part.isBlank()) {
                    texts.add(part.trim());
                }
            }
        }
        return texts;
    }
}
