package dev.backfill.simulator.notion.content;

import dev.backfill.simulator.notion.workspace.Draw;
import dev.backfill.simulator.notion.workspace.Node;
import dev.backfill.simulator.notion.workspace.NotionId;
import dev.backfill.simulator.notion.workspace.Purpose;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What pages hold in their columns. */
final class PropertyValues {

    /** More references than these are not told with the page. */
    static final int MOST_REFERENCES = 25;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long DAY = 86_400_000;

    private final Draw draw;
    private final Users users;
    private final Relations relations;
    private final Titles titles;

    PropertyValues(Draw draw, Users users, Relations relations, Titles titles) {
        this.draw = draw;
        this.users = users;
        this.relations = relations;
        this.titles = titles;
    }

    /** As it stands in the page, cut. */
    ObjectNode of(Node page, Property property, Rendering rendering) {
        ObjectNode json = Shapes.object().put("id", property.id()).put("type", property.type());
        if (property.isList() && !property.type().equals("rollup")) {
            List<JsonNode> items = items(page, property);
            ArrayNode told = json.putArray(property.type());
            items.stream().limit(MOST_REFERENCES).forEach(told::add);
            if (property.type().equals("relation")) {
                json.put("has_more", items.size() > MOST_REFERENCES);
            }
            return json;
        }
        json.set(property.type(), single(page, property, rendering));
        return json;
    }

    /** The whole of a list. */
    List<JsonNode> items(Node page, Property property) {
        return switch (property.type()) {
            case "title" -> list(RichText.plain(titles.of(page)));
            case "rich_text" -> notes(page);
            case "people" -> people(page);
            case "relation", "rollup" -> relations.of(page).stream()
                    .map(id -> (JsonNode) Shapes.object().put("id", id.text())).toList();
            default -> List.of();
        };
    }

    JsonNode single(Node page, Property property, Rendering rendering) {
        long seed = seed(page, property);
        boolean empty = Math.floorMod(seed, 6) == 5;
        return switch (property.type()) {
            case "number" -> empty ? JSON.nullNode() : seed % 3 == 0 ? JSON.numberNode(0.1 * (seed >>> 50)) : JSON.numberNode(seed >>> 40);
            case "select" -> empty ? JSON.nullNode() : Schema.option(Words.TAGS.get((int) Math.floorMod(seed, 4L)));
            case "status" -> Schema.option(Words.of(Words.STATUSES, seed));
            case "multi_select" -> tags(seed);
            case "date" -> empty ? JSON.nullNode() : date(page, seed);
            case "files" -> files(page, seed, rendering);
            case "checkbox" -> JSON.booleanNode(seed % 2 == 0);
            case "url" -> empty ? JSON.nullNode() : JSON.stringNode("https://example.com/?q=" + page.number() + "&ü=1");
            case "email" -> empty ? JSON.nullNode() : JSON.stringNode("someone+" + page.number() + "@example.com");
            case "phone_number" -> empty ? JSON.nullNode() : JSON.stringNode("+49 30 " + page.number());
            case "formula" -> formula(page, seed);
            case "rollup" -> Shapes.object().put("type", "number")
                    .put("number", Math.min(MOST_REFERENCES, relations.of(page).size())).put("function", "count");
            case "created_time" -> JSON.stringNode(Shapes.time(page.created()));
            case "last_edited_time" -> JSON.stringNode(Shapes.time(page.edited()));
            case "created_by" -> Shapes.user(Users.writer(draw.bits(page.number(), Purpose.AUTHOR)));
            case "last_edited_by" -> Shapes.user(Users.writer(draw.bits(page.number(), Purpose.AUTHOR) + page.edits().revision()));
            case "unique_id" -> Shapes.object().put("prefix", "TASK").put("number", page.number() + 1);
            case "verification" -> Shapes.object().put("state", "unverified").putNull("date").putNull("verified_by");
            default -> Shapes.object();
        };
    }

    private static JsonNode tags(long seed) {
        ArrayNode tags = Shapes.array();
        for (int i = 0; i < Math.floorMod(seed, 4L); i++) {
            tags.add(Schema.option(Words.of(Words.TAGS, (seed >>> 8) + i)));
        }
        return tags;
    }

    private static JsonNode date(Node page, long seed) {
        long day = page.created() + Math.floorMod(seed, 60L) * DAY;
        ObjectNode date = Shapes.object();
        if (seed % 3 == 0) {
            return date.put("start", Shapes.date(day).concat("T09:30:00.000+08:00")).putNull("end").putNull("time_zone");
        }
        return date.put("start", Shapes.date(day)).put("end", seed % 2 == 0 ? Shapes.date(day + 3 * DAY) : null).putNull("time_zone");
    }

    private static JsonNode files(Node page, long seed, Rendering rendering) {
        ArrayNode files = Shapes.array();
        if (Math.floorMod(seed, 3L) == 0) {
            files.addObject().put("name", "report ü.pdf").setAll(rendering.files().hosted(page.id(), "report.pdf"));
            files.addObject().put("name", "link").setAll(Files.external("https://example.com/a.pdf"));
        }
        return files;
    }

    private static JsonNode formula(Node page, long seed) {
        ObjectNode formula = Shapes.object();
        return switch ((int) Math.floorMod(seed, 4L)) {
            case 0 -> formula.put("type", "string").put("string", "= " + page.number());
            case 1 -> formula.put("type", "boolean").put("boolean", true);
            case 2 -> {
                formula.put("type", "date").putObject("date").put("start", Shapes.date(page.created())).putNull("end").putNull("time_zone");
                yield formula;
            }
            default -> formula.put("type", "number").put("number", seed >>> 48);
        };
    }

    /** One in thirty has more mentions than are told at once. */
    private List<JsonNode> notes(Node page) {
        ArrayNode runs = RichText.mixed(draw.bits(page.number(), Purpose.PROPERTY), users, page.created());
        if (page.edits().revision() > 0) {
            runs.add(RichText.run(" (revision " + page.edits().revision() + ")"));
        }
        if (draw.oneIn(page.number(), Purpose.PROPERTY, 30)) {
            for (int i = 0; i < 60; i++) {
                NotionId target = NotionId.of(NotionId.Kind.PAGE, i % (page.number() + 1));
                runs.add(RichText.mentionOfPage(target, "page " + i));
            }
        }
        return list(runs);
    }

    private List<JsonNode> people(Node page) {
        long seed = draw.bits(page.number(), Purpose.AUTHOR);
        int count = draw.oneIn(page.number(), Purpose.AUTHOR, 40) ? 40 : (int) Math.floorMod(seed, 4L);
        ArrayNode people = Shapes.array();
        for (int i = 0; i < count; i++) {
            people.add(users.at((int) Math.floorMod((seed >>> 8) + i, (long) Users.LISTED)));
        }
        return list(people);
    }

    private static List<JsonNode> list(ArrayNode array) {
        return array.valueStream().toList();
    }

    private long seed(Node page, Property property) {
        return draw.bits(page.number(), Purpose.PROPERTY) ^ (long) property.name().hashCode() * 0x9E3779B97F4A7C15L;
    }
}
