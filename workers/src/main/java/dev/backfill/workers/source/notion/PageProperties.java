package dev.backfill.workers.source.notion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The values of a page's properties. */
final class PageProperties {
    private PageProperties() {}

    /** The page's title; empty if it has none. */
    static String title(JsonNode page) {
        for (JsonNode property : page.path("properties")) {
            if ("title".equals(NotionValues.text(property, "type"))) {
                return RichText.read(property.path("title"));
            }
        }
        return "";
    }

    /** Names of the people in its properties, or ids where there is no name, in the order of the alphabet. */
    static List<String> people(JsonNode page) {
        Set<String> people = new TreeSet<>();
        for (JsonNode property : page.path("properties")) {
            for (JsonNode person : property.path("people")) {
                String name = NotionValues.text(person, "name");
                String who = name == null ? NotionValues.id(person, "id") : name;
                if (who != null) {
                    people.add(who);
                }
            }
        }
        return List.copyOf(people);
    }

    /**
     * Completes in place what Notion cuts: a page has at most 25 references in a property, and rollups and formulas over a relation
     * that is cut are computed from these alone.
     */
    static final class Completion {
        private static final int MOST_REFERENCES = 25;
        private static final Set<String> LISTS = Set.of("title", "rich_text", "people", "relation");
        private static final Set<String> COMPUTED = Set.of("rollup", "formula");

        private final NotionClient notion;
        private final String pageId;
        private final Attempts attempts;

        Completion(NotionClient notion, String pageId, Attempts attempts) {
            this.notion = notion;
            this.pageId = pageId;
            this.attempts = attempts;
        }

        void complete(ObjectNode page) {
            if (!(page.get("properties") instanceof ObjectNode properties)) {
                return;
            }
            boolean relationsCut = properties.values().stream().anyMatch(Completion::isCutRelation);
            for (Map.Entry<String, JsonNode> entry : List.copyOf(properties.properties())) {
                String id = NotionValues.text(entry.getValue(), "id");
                if (id != null && entry.getValue() instanceof ObjectNode property && isCut(property, relationsCut)) {
                    attempts.of("property " + id, "the whole of property " + id, null, () -> complete(property, id));
                }
            }
        }

        private static boolean isCutRelation(JsonNode property) {
            return NotionValues.flag(property, "has_more") || property.path("relation").size() >= MOST_REFERENCES;
        }

        private static boolean isCut(ObjectNode property, boolean relationsCut) {
            String type = String.valueOf(NotionValues.text(property, "type"));
            if (COMPUTED.contains(type)) {
                return relationsCut || property.path("rollup").path("array").size() >= MOST_REFERENCES;
            }
            return LISTS.contains(type) && (NotionValues.flag(property, "has_more") || property.path(type).size() >= MOST_REFERENCES);
        }

        private void complete(ObjectNode property, String id) {
            String type = Objects.requireNonNull(NotionValues.text(property, "type"));
            List<JsonNode> items = new ArrayList<>();
            JsonNode[] last = new JsonNode[1];
            NotionList.each((most, cursor) -> notion.property(pageId, id, most, cursor), page -> {
                last[0] = page;
                page.path("results").forEach(items::add);
                return !page.path("results").isEmpty();
            });
            if (COMPUTED.contains(type)) {
                computed(property, type, items, last[0]);
                return;
            }
            ArrayNode whole = property.putArray(type);
            items.forEach(item -> whole.add(item.path(type)));
            if (type.equals("relation")) {
                property.put("has_more", false);
            }
        }

        /** A formula is told whole; a rollup with the last page of what it was made of. */
        private static void computed(ObjectNode property, String type, List<JsonNode> items, JsonNode last) {
            JsonNode value = last.path(type).isObject() ? last.path(type) : last.path("property_item").path(type);
            if (!(value instanceof ObjectNode result)) {
                return;
            }
            if ("array".equals(NotionValues.text(result, "type"))) {
                ArrayNode array = result.putArray("array");
                items.forEach(item -> array.add(withoutObject(item)));
            }
            property.set(type, result);
        }

        private static JsonNode withoutObject(JsonNode item) {
            if (item instanceof ObjectNode object) {
                object.remove(List.of("object", "id"));
            }
            return item;
        }
    }

    /** The properties as JSON; null if the page has none. */
    static @Nullable JsonNode of(JsonNode page) {
        JsonNode properties = page.path("properties");
        return properties.isObject() ? properties : null;
    }
}
