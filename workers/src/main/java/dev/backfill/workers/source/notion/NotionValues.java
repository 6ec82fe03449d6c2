package dev.backfill.workers.source.notion;

import dev.backfill.workers.source.JsonMembers;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads members of Notion's JSON. What is absent, null or of another shape is null: the object itself is kept whole in {@code raw}. */
final class NotionValues {
    private static final Pattern UUID = Pattern.compile(
            "([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})", Pattern.CASE_INSENSITIVE);

    private NotionValues() {}

    static @Nullable String text(JsonNode node, String... path) {
        JsonNode value = JsonMembers.at(node, path);
        return value.isString() ? value.stringValue() : null;
    }

    static boolean flag(JsonNode node, String... path) {
        JsonNode value = JsonMembers.at(node, path);
        return value.isBoolean() && value.booleanValue();
    }

    /** An id in its canonical form: lower case, with dashes. Null for what is no UUID. */
    static @Nullable String id(JsonNode node, String... path) {
        String text = text(node, path);
        return text == null ? null : canonicalId(text);
    }

    /** Null for what is no UUID. */
    static @Nullable String canonicalId(String text) {
        var matcher = UUID.matcher(text);
        return matcher.matches() ? matcher.replaceFirst("$1-$2-$3-$4-$5").toLowerCase(Locale.ROOT) : null;
    }

    /** Whether it lies in the trash, in the words of any version. */
    static boolean isInTrash(JsonNode object) {
        return flag(object, "in_trash") || flag(object, "archived");
    }
}
