package dev.backfill.workers.source;

import dev.backfill.store.page.CleanText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamWriteException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
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
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final byte[] NUL_ESCAPE = "\\u0000".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_NOTES = 20;

    private final JsonNode content;
    private final byte[] canonical;
    private final List<String> cleaned;
    private final @Nullable CanonicalWriter written;

    private RecordJson(JsonNode content, byte[] canonical, List<String> cleaned, @Nullable CanonicalWriter written) {
        this.content = content;
        this.canonical = canonical;
        this.cleaned = cleaned;
        this.written = written;
    }

    /** Takes the record over: its text is cleaned in place. */
    public static RecordJson of(JsonNode record) {
        return of(record, List.of());
    }

    /**
     * Takes the record over: its text is cleaned in place.
     *
     * @param arraysOfParts arrays within it whose elements {@link #part} will be asked for
     */
    public static RecordJson of(JsonNode record, List<JsonNode> arraysOfParts) {
        CanonicalWriter asGiven = writeIfClean(record, arraysOfParts);
        if (asGiven != null) {
            return new RecordJson(record, asGiven.canonical(), List.of(), asGiven);
        }
        List<String> cleaned = new ArrayList<>();
        JsonNode content = clean(record, "", cleaned);
        return new RecordJson(content, new CanonicalWriter(content, List.of()).canonical(), List.copyOf(cleaned), null);
    }

    /** A part of this record, as a record of its own. */
    public RecordJson part(JsonNode element) {
        byte[] known = written == null ? null : written.part(element);
        return known == null ? of(element) : new RecordJson(element, known, List.of(), null);
    }

    /** Nearly every record is clean, and is only looked at once: NUL and half a surrogate pair show as escapes, or cannot be written. */
    private static @Nullable CanonicalWriter writeIfClean(JsonNode record, List<JsonNode> arraysOfParts) {
        try {
            CanonicalWriter written = new CanonicalWriter(record, arraysOfParts);
            return mayBeUnclean(written.canonical()) ? null : written;
        } catch (StreamWriteException loneSurrogate) {
            return null;
        }
    }

    private static boolean mayBeUnclean(byte[] json) {
        for (int index = 0; index <= json.length - NUL_ESCAPE.length; index++) {
            if (json[index] == '\\' && json[index + 1] == 'u') {
                boolean nul = Arrays.equals(json, index, index + NUL_ESCAPE.length, NUL_ESCAPE, 0, NUL_ESCAPE.length);
                boolean surrogate = json[index + 2] == 'D' || json[index + 2] == 'd';
                if (nul || surrogate) {
                    return true;
                }
            }
        }
        return false;
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
        return hashWith("");
    }

    /** SHA-256 of the canonical form and of text that the row has from elsewhere, such as the blocks of a page. */
    public byte[] hashWith(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(canonical);
            return digest.digest(text.getBytes(StandardCharsets.UTF_8));
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
            JsonNode clean = clean(value, path.isEmpty() ? name : path + "." + name, cleaned);
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
}
