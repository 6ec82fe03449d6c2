package dev.backfill.workers.source;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Writes JSON in canonical form: members sorted by name, no white space. The canonical form of a part is a stretch of its record's, so
 * the parts' are not written again but cut out: with them a record is written once instead of twice.
 */
final class CanonicalWriter {
    private record Stretch(int from, int to) {}

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
    private final Map<JsonNode, Boolean> arraysOfParts = new IdentityHashMap<>();
    private final Map<JsonNode, Stretch> parts = new IdentityHashMap<>();
    private final byte[] canonical;

    /**
     * @param arraysOfParts arrays within the content whose elements will be asked for
     * @throws tools.jackson.core.JacksonException if a text cannot be written as UTF-8
     */
    CanonicalWriter(JsonNode content, List<JsonNode> arraysOfParts) {
        arraysOfParts.forEach(array -> this.arraysOfParts.put(array, true));
        try (JsonGenerator out = RecordJson.MAPPER.createGenerator(bytes)) {
            write(out, content);
        }
        canonical = bytes.toByteArray();
    }

    /** All of it, as UTF-8. */
    byte[] canonical() {
        return canonical;
    }

    /** That of an element of one of the arrays; null for any other node. */
    byte @Nullable [] part(JsonNode element) {
        Stretch stretch = parts.get(element);
        return stretch == null ? null : Arrays.copyOfRange(canonical, stretch.from(), stretch.to());
    }

    private void write(JsonGenerator out, JsonNode node) {
        switch (node) {
            case ObjectNode object -> writeMembers(out, object);
            case ArrayNode array when arraysOfParts.containsKey(array) -> writeParts(out, array);
            case ArrayNode array -> {
                out.writeStartArray();
                for (JsonNode element : array) {
                    write(out, element);
                }
                out.writeEndArray();
            }
            case StringNode text -> out.writeString(text.stringValue());
            case BooleanNode flag -> out.writeBoolean(flag.booleanValue());
            case NullNode nothing -> out.writeNull();
            default -> out.writeTree(node);
        }
    }

    private void writeParts(JsonGenerator out, ArrayNode array) {
        out.writeStartArray();
        int comma = 0;
        for (JsonNode element : array) {
            out.flush();
            int from = bytes.size() + comma;
            write(out, element);
            out.flush();
            parts.put(element, new Stretch(from, bytes.size()));
            comma = 1;
        }
        out.writeEndArray();
    }

    @SuppressWarnings("unchecked")
    private void writeMembers(JsonGenerator out, ObjectNode object) {
        Map.Entry<String, JsonNode>[] members = object.properties().toArray(new Map.Entry[object.size()]);
        Arrays.sort(members, Map.Entry.comparingByKey());
        out.writeStartObject();
        for (Map.Entry<String, JsonNode> member : members) {
            out.writeName(member.getKey());
            write(out, member.getValue());
        }
        out.writeEndObject();
    }
}
