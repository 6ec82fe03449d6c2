package dev.backfill.workers.source.jira;

import dev.backfill.workers.source.JsonMembers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads members that Jira writes in its own way, as {@link JsonMembers} does the others. */
final class JiraValues {
    private JiraValues() {}

    /** Null also for a time outside the years 1 to 9999. */
    static @Nullable Instant time(JsonNode node, String... path) {
        return JsonMembers.time(JsonMembers.at(node, path), JiraTime::parse);
    }

    /** The texts of an array: its strings, or the names of its objects; null if there is no array. */
    static @Nullable List<String> texts(JsonNode node, String... path) {
        JsonNode array = JsonMembers.at(node, path);
        if (!array.isArray()) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array) {
            String text = element.isObject() ? JsonMembers.text(element, "name") : JsonMembers.text(element);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }
}
