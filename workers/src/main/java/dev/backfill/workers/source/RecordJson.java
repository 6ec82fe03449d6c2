package dev.backfill.workers.source;

import dev.backfill.store.page.CleanText;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record's JSON, as it is stored and hashed: text cleaned, and in canonical form, which is members sorted by name and no white
 * space, so that the same content has the same hash however the vendor happened to write it.
 */
public final class RecordJson {
    /** Reads vendors' answers: numbers keep their digits, nesting and text are bounded. */
    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(400)
                            .maxStringLength(64 * 1024 * 1024)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final int MOST_NOTES = 20;

    private final JsonNode content;
    private final byte[] canonical;
    private final List<String> cleaned;

    private RecordJson(JsonNode content, byte[] canonical, List<String> cleaned) {
        this.content = content;
        this.canonical = canonical;
        this.cleaned = cleaned;
    }

    /** Takes the record over: its text is cleaned in place. */
    public static RecordJson of(JsonNode record) {
        List<String> cleaned = new ArrayList<>();
        JsonNode content = clean(record, "", cleaned);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (JsonGenerator out = MAPPER.createGenerator(bytes)) {
            write(out, content);
        }
        return new RecordJson(content, bytes.toByteArray(), List.copyOf(cleaned));
    }

    public JsonNode content() {
        return content;
    }

    /** The canonical form, as UTF-8. */
    public byte[] canonical() {
        return canonical;
    }

    /** SHA-256 of the canonical form. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(canonical);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Where text had to be replaced, such as {@code fields.summary}. */
    public List<String> cleaned() {
        return cleaned;
    }

    private static JsonNode clean(JsonNode node, String path, List<String> cleaned) {
        return switch (node) {
            case ObjectNode object -> cleanMembers(object, path, cleaned);
            case ArrayNode array -> {
                for (int index = 0; index < array.size(); index++) {
                    JsonNode element = array.get(index);
                    JsonNode clean = clean(element, path, cleaned);
                    if (clean != element) {
                        array.set(index, clean);
                    }
                }
                yield array;
            }
            case JsonNode text when text.isString() && !CleanText.isClean(text.stringValue()) -> {
                note(path, cleaned);
                yield MAPPER.getNodeFactory().stringNode(CleanText.clean(text.stringValue()));
            }
            default -> node;
        };
    }

    private static ObjectNode cleanMembers(ObjectNode object, String path, List<String> cleaned) {
        List<Map.Entry<String, JsonNode>> changed = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            // Text is most of a record: its path is only put together when something is wrong with it.
            JsonNode clean = value.isContainer() || (value.isString() && !CleanText.isClean(value.stringValue()))
                    ? clean(value, path.isEmpty() ? name : path + "." + name, cleaned)
                    : value;
            if (clean != value || !CleanText.isClean(name)) {
                changed.add(Map.entry(name, clean));
            }
        }
        for (Map.Entry<String, JsonNode> member : changed) {
            object.remove(member.getKey());
            object.set(CleanText.clean(member.getKey()), member.getValue());
        }
        return object;
    }

    private static void note(String path, List<String> cleaned) {
        String clean = CleanText.clean(path);
        if (cleaned.size() < MOST_NOTES && !cleaned.contains(clean)) {
            cleaned.add(clean);
        }
    }

    private static void write(JsonGenerator out, JsonNode node) {
        switch (node) {
            case ObjectNode object -> {
                out.writeStartObject();
                String[] names = object.propertyNames().toArray(String[]::new);
                Arrays.sort(names);
                for (String name : names) {
                    out.writeName(name);
                    write(out, object.get(name));
                }
                out.writeEndObject();
            }
            case ArrayNode array -> {
                out.writeStartArray();
                for (JsonNode element : array) {
                    write(out, element);
                }
                out.writeEndArray();
            }
            default -> out.writeTree(node);
        }
    }
}
