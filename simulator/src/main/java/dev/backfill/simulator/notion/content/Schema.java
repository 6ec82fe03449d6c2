package dev.backfill.simulator.notion.content;

import dev.backfill.simulator.notion.workspace.Node;
import dev.backfill.simulator.notion.workspace.NotionId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The columns of data sources: all types in most, the common ones in every third. */
final class Schema {

    static final Property PLAIN_TITLE = new Property("title", "title", "title");
    static final Property TITLE = new Property("Name", "title", "title");
    private static final List<Property> COMMON = List.of(TITLE, new Property("Notes", "Nt%3As", "rich_text"),
            new Property("Amount", "%3DkZ%5B", "number"), new Property("优先级", "pR%7Bo", "select"),
            new Property("Status", "Stat", "status"), new Property("Fällig/due", "d%40ue", "date"),
            new Property("Owners", "%60oWn", "people"), new Property("Related", "%3CLrR", "relation"),
            new Property("Edited", "E%5Dit", "last_edited_time"));
    private static final List<Property> OTHERS = List.of(new Property("Tags", "tAgs", "multi_select"),
            new Property("Files", "f%3Bls", "files"), new Property("Done", "dOne", "checkbox"),
            new Property("Link", "l%7Cnk", "url"), new Property("Email", "Em%3Fl", "email"),
            new Property("Phone", "ph%7Dn", "phone_number"), new Property("Score", "sc%3Er", "formula"),
            new Property("Related count", "rC%5Ct", "rollup"), new Property("Created", "crTd", "created_time"),
            new Property("Created by", "cr%5EB", "created_by"), new Property("Edited by", "ed%60B", "last_edited_by"),
            new Property("ID", "u%2CId", "unique_id"), new Property("Verified", "vEri", "verification"),
            new Property("Run", "bUtn", "button"));
    private static final List<Property> ALL =
            Stream.concat(COMMON.stream(), OTHERS.stream()).toList();

    private Schema() {}

    static List<Property> of(Node page) {
        return page.isRow() ? columns(page.parent().orElseThrow()) : List.of(PLAIN_TITLE);
    }

    static List<Property> columns(Node dataSource) {
        return dataSource.number() % 3 == 2 ? COMMON : ALL;
    }

    /** What a data source tells of its columns. */
    static ObjectNode describe(Node dataSource, Node related, NotionVersion version) {
        ObjectNode json = Shapes.object();
        for (Property property : columns(dataSource)) {
            ObjectNode column = json.putObject(property.name()).put("id", property.id()).put("name", property.name());
            column.putNull("description").put("type", property.type());
            column.set(property.type(), details(property, related, version));
        }
        return json;
    }

    private static ObjectNode details(Property property, Node related, NotionVersion version) {
        ObjectNode json = Shapes.object();
        switch (property.type()) {
            case "number" -> json.put("format", "number");
            case "select" -> json.set("options", options(Words.TAGS.subList(0, 4)));
            case "multi_select" -> json.set("options", options(Words.TAGS));
            case "status" -> status(json);
            case "formula" -> json.put("expression", "{{notion:block_property:Amount}} * 2");
            case "unique_id" -> json.put("prefix", "TASK");
            case "rollup" -> json.put("rollup_property_name", "Name").put("relation_property_name", "Related")
                    .put("rollup_property_id", "title").put("relation_property_id", "%3CLrR").put("function", "count");
            case "relation" -> {
                json.put("database_id", related.parent().orElseThrow().id().text());
                if (version.hasDataSources()) {
                    json.put("data_source_id", related.id().text());
                }
                json.put("type", "single_property").putObject("single_property");
            }
            default -> { }
        }
        return json;
    }

    private static void status(ObjectNode json) {
        json.set("options", options(Words.STATUSES));
        ArrayNode groups = json.putArray("groups");
        List<String> names = List.of("To-do", "In progress", "Complete");
        for (int i = 0; i < names.size(); i++) {
            ObjectNode group = groups.addObject().put("id", optionId(names.get(i))).put("name", names.get(i)).put("color", "gray");
            group.putArray("option_ids").add(optionId(Words.STATUSES.get(i)));
        }
    }

    private static ArrayNode options(List<String> names) {
        ArrayNode options = Shapes.array();
        names.forEach(name -> options.add(option(name).putNull("description")));
        return options;
    }

    static ObjectNode option(String name) {
        return Shapes.object().put("id", optionId(name)).put("name", name)
                .put("color", Words.of(Words.COLORS, name.hashCode()));
    }

    private static String optionId(String name) {
        return NotionId.of(NotionId.Kind.OPTION, name.hashCode() >>> 5).text();
    }

    /** By id, encoded or not, and by name, as clients send them all. */
    static Map<String, Property> byAnyName(Node page) {
        return of(page).stream().flatMap(property -> Stream.of(
                        Map.entry(property.id(), property), Map.entry(decode(property.id()), property),
                        Map.entry(property.name(), property)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first));
    }

    private static String decode(String id) {
        return URLDecoder.decode(id, StandardCharsets.UTF_8);
    }
}
