package dev.backfill.simulator.notion.content;

import dev.backfill.simulator.json.Json;
import dev.backfill.simulator.notion.workspace.Entry;
import dev.backfill.simulator.notion.workspace.Node;
import dev.backfill.simulator.notion.workspace.NotionId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Small shapes that many objects have. */
public final class Shapes {

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter WITH_OFFSET =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'+00:00'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);

    private Shapes() {}

    /** An empty object, whose members keep their order. */
    public static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }

    /** An empty array. */
    public static ArrayNode array() {
        return Json.MAPPER.createArrayNode();
    }

    /** A time as nearly all objects tell it: rounded down to the minute. */
    public static String time(long epochMilliseconds) {
        return MILLISECONDS.format(Instant.ofEpochMilli(Entry.minute(epochMilliseconds)));
    }

    /** A time as databases of 2025-09-03 tell it: exact, and in another form. */
    static String exactTime(long epochMilliseconds) {
        return WITH_OFFSET.format(Instant.ofEpochMilli(epochMilliseconds));
    }

    static String date(long epochMilliseconds) {
        return DATE.format(Instant.ofEpochMilli(epochMilliseconds));
    }

    /** A user of whom only the id is told. */
    static ObjectNode user(String id) {
        return object().put("object", "user").put("id", id);
    }

    /** Where a page or database lies. */
    static ObjectNode parent(Node node, NotionVersion version) {
        if (node.parent().isEmpty()) {
            return object().put("type", "workspace").put("workspace", true);
        }
        Node parent = node.parent().get();
        if (node.parentBlock() >= 0) {
            return object().put("type", "block_id")
                    .put("block_id", new NotionId(NotionId.Kind.BLOCK, parent.number(), node.parentBlock() + 1).text());
        }
        if (parent.kind() != NotionId.Kind.DATA_SOURCE) {
            String member = parent.isPage() ? "page_id" : "database_id";
            return object().put("type", member).put(member, parent.id().text());
        }
        String database = parent.parent().orElseThrow().id().text();
        return version.hasDataSources()
                ? object().put("type", "data_source_id").put("data_source_id", parent.id().text()).put("database_id", database)
                : object().put("type", "database_id").put("database_id", database);
    }
}
