package dev.backfill.simulator.notion.content;

import dev.backfill.simulator.notion.workspace.Draw;
import dev.backfill.simulator.notion.workspace.Node;
import dev.backfill.simulator.notion.workspace.NotionId;
import dev.backfill.simulator.notion.workspace.Purpose;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Pages, data sources and databases as they are told. */
final class PageJson {

    private final Draw draw;
    private final Poison poison;
    private final PropertyValues values;
    private final Relations relations;
    private final Titles titles;

    PageJson(Draw draw, Poison poison, PropertyValues values, Relations relations, Titles titles) {
        this.draw = draw;
        this.poison = poison;
        this.values = values;
        this.relations = relations;
        this.titles = titles;
    }

    ObjectNode page(Node page, Rendering rendering) {
        ObjectNode json = Shapes.object().put("object", "page").put("id", page.id().text());
        json.put("created_time", Shapes.time(page.created())).put("last_edited_time", Shapes.time(page.edited()));
        writers(json, page).putNull("cover");
        if (page.number() % 4 == 0) {
            json.putObject("icon").put("type", "emoji").put("emoji", "📌");
        } else {
            json.putNull("icon");
        }
        json.set("parent", Shapes.parent(page, rendering.version()));
        json.put("in_trash", page.inTrash()).put("is_archived", page.isArchived()).put("is_locked", false);
        ObjectNode properties = json.putObject("properties");
        for (Property property : Schema.of(page)) {
            properties.set(property.name(), values.of(page, property, rendering));
        }
        json.put("url", "https://app.notion.com/p/" + titles.slug(page)).putNull("public_url").put("archived", page.inTrash());
        poison.of(page).ifPresent(kind -> spoil(kind, json));
        return json;
    }

    private ObjectNode writers(ObjectNode json, Node node) {
        long author = draw.bits(node.number(), Purpose.AUTHOR);
        json.set("created_by", Shapes.user(Users.writer(author)));
        json.set("last_edited_by", Shapes.user(Users.writer(author + node.edits().revision())));
        return json;
    }

    /** Damage goes into the title or, where there is one, into a date; raw text, as trees hold only what is sound. */
    private static void spoil(Poison.Kind kind, ObjectNode json) {
        ObjectNode properties = (ObjectNode) json.get("properties");
        String title = properties.has("Name") ? "Name" : "title";
        switch (kind) {
            case NUL -> rawTitle(properties, title, "nul \\u0000 inside \\u0000");
            case LONE_SURROGATE -> rawTitle(properties, title, "lone \\ud83d and \\udc00 surrogates");
            case FIRST_YEAR -> date(properties, "0001-01-01");
            case LAST_YEAR -> date(properties, "9999-12-31T23:59:59.999+00:00");
            case NO_DATE -> json.put("created_time", "tomorrow, perhaps");
            case NAME_TWICE -> json.putRawValue("url", new RawValue("\"the first of two\",\"url\":\"https://app.notion.com/p/second\""));
            case NO_PROPERTIES -> json.putNull("properties");
            case HUGE_NUMBER -> properties.set("Amount", Shapes.object().put("id", "%3DkZ%5B").put("type", "number")
                    .putRawValue("number", new RawValue("1e400")));
            default -> { }
        }
    }

    private static void rawTitle(ObjectNode properties, String name, String escaped) {
        ObjectNode run = RichText.run("");
        run.putRawValue("plain_text", new RawValue('"' + escaped + '"'));
        ((ObjectNode) run.get("text")).putRawValue("content", new RawValue('"' + escaped + '"'));
        properties.putObject(name).put("id", "title").put("type", "title").putArray("title").add(run);
    }

    private static void date(ObjectNode properties, String start) {
        properties.putObject("Fällig/due").put("id", "d%40ue").put("type", "date").putObject("date").put("start", start)
                .putNull("end").putNull("time_zone");
    }

    ObjectNode dataSource(Node source, NotionVersion version) {
        Node database = source.parent().orElseThrow();
        ObjectNode json = Shapes.object().put("object", "data_source").put("id", source.id().text()).putNull("cover").putNull("icon");
        json.put("created_time", Shapes.time(source.created()));
        writers(json, source).put("last_edited_time", Shapes.time(source.edited()));
        json.set("title", RichText.plain(titles.of(source)));
        json.putArray("description");
        json.put("is_inline", false).set("properties", Schema.describe(source, relations.related(source), version));
        json.putObject("parent").put("type", "database_id").put("database_id", database.id().text());
        json.set("database_parent", Shapes.parent(database, version));
        return json.put("url", url(database)).putNull("public_url").put("in_trash", source.inTrash())
                .put("archived", source.inTrash());
    }

    /** A database of 2025-09-03: no columns, but what holds them; its times are exact. */
    ObjectNode database(Node database) {
        ObjectNode json = Shapes.object().put("object", "database").put("id", database.id().text());
        json.set("title", RichText.plain(titles.of(database)));
        json.putArray("description");
        json.set("parent", Shapes.parent(database, NotionVersion.OF_2025));
        json.put("is_inline", false).put("in_trash", database.inTrash()).put("is_locked", false)
                .put("created_time", Shapes.exactTime(database.created()))
                .put("last_edited_time", Shapes.exactTime(database.edited()));
        json.putArray("data_sources").addAll(database.children().stream()
                .filter(source -> source.kind() == NotionId.Kind.DATA_SOURCE && source.isVisible())
                .map(source -> Shapes.object().put("id", source.id().text()).put("name", titles.of(source))).toList());
        return json.putNull("icon").putNull("cover").put("url", url(database)).putNull("public_url")
                .put("archived", database.inTrash());
    }

    /** A database of 2022-06-28: it and its one data source are one. */
    ObjectNode databaseWithColumns(Node database, Node source) {
        ObjectNode json = Shapes.object().put("object", "database").put("id", database.id().text()).putNull("cover").putNull("icon");
        json.put("created_time", Shapes.time(database.created()));
        writers(json, database).put("last_edited_time", Shapes.time(Math.max(database.edited(), source.edited())));
        json.set("title", RichText.plain(titles.of(database)));
        json.putArray("description");
        json.put("is_inline", false)
                .set("properties", Schema.describe(source, relations.related(source), NotionVersion.OF_2022));
        json.set("parent", Shapes.parent(database, NotionVersion.OF_2022));
        return json.put("url", url(database)).putNull("public_url").put("archived", database.inTrash())
                .put("in_trash", database.inTrash());
    }

    private static String url(Node database) {
        return "https://app.notion.com/p/" + database.id().digits();
    }
}
