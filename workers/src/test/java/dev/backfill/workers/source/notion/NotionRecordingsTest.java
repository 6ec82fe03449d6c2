package dev.backfill.workers.source.notion;

import static dev.backfill.workers.source.RecordJson.MAPPER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.simulator.shared.ReadsShared;
import dev.backfill.simulator.shared.Shared;
import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.Table;
import dev.backfill.workers.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Objects as a real Notion gave them, through the client: what is stored of each is what it says, column by column. The same is tested of
 * invented pages in {@link NotionPageTest}.
 */
@ReadsShared
class NotionRecordingsTest {
    private NotionStandIn notion;

    @BeforeEach
    void start() {
        TestDatabase.clear();
        notion = new NotionStandIn();
    }

    @AfterEach
    void stop() {
        notion.close();
    }

    @ParameterizedTest
    @CsvSource({"exchanges.ndjson, 2025-09-03, 5", "exchanges-2026-03-11.ndjson, 2026-03-11, 20", "exchanges-2022-02-22.ndjson, 2022-06-28, 2"})
    void recordedObjects_areStoredAsTheyWereGiven(String file, String version, int atLeast) throws IOException {
        load(file);
        assertThat(notion.pages.size()).isGreaterThanOrEqualTo(atLeast);
        Map<String, ObjectNode> told = new LinkedHashMap<>(notion.pages);
        NotionSource source = notion.source(version);

        for (String id : told.keySet()) {
            RecordPage page = source.fetch(NotionFixture.workspace(), List.of(id), 1);
            assertThat(page.rejected()).as(id).isEmpty();
            PageRecord record = page.records().getFirst();
            compare(record.row(), told.get(id));
            List<ObjectNode> children = notion.children.getOrDefault(id, List.of());
            Map<String, Row> blocks = record.parts().get(NotionTables.BLOCK).stream().collect(Collectors.toMap(Row::id, row -> row));
            children.forEach(child -> compareBlock(blocks.get(child.path("id").asString()), child));
        }
    }

    private static void compare(Row row, JsonNode page) {
        assertThat(value(row, NotionTables.PAGE, "url")).isEqualTo(page.path("url").asString(null));
        assertThat(value(row, NotionTables.PAGE, "title")).isEqualTo(title(page));
        assertThat(value(row, NotionTables.PAGE, "parent_type")).isEqualTo(page.path("parent").path("type").asString(null));
        assertThat(value(row, NotionTables.PAGE, "created_by")).isEqualTo(page.path("created_by").path("id").asString(null));
        assertThat(value(row, NotionTables.PAGE, "edited_by")).isEqualTo(page.path("last_edited_by").path("id").asString(null));
        assertThat(value(row, NotionTables.PAGE, "in_trash"))
                .isEqualTo(page.path("in_trash").asBoolean(false) || page.path("archived").asBoolean(false));
        assertThat(row.createdAt()).isEqualTo(Instant.parse(page.path("created_time").asString()));
        assertThat(row.updatedAt()).isEqualTo(Instant.parse(page.path("last_edited_time").asString()));
        JsonNode stored = MAPPER.readTree((byte[]) value(row, NotionTables.PAGE, "properties"));
        assertThat(stored.propertyNames()).isEqualTo(page.path("properties").propertyNames());
    }

    private static String title(JsonNode page) {
        return page.path("properties").valueStream().filter(property -> property.path("type").asString().equals("title"))
                .map(property -> plain(property.path("title"))).findFirst().orElse("");
    }

    private static String plain(JsonNode runs) {
        return StreamSupport.stream(runs.spliterator(), false).map(run -> run.path("plain_text").asString()).collect(Collectors.joining());
    }

    private static void compareBlock(Row stored, JsonNode block) {
        String type = block.path("type").asString();
        assertThat(stored).as("block %s", block).isNotNull();
        assertThat(value(stored, NotionTables.BLOCK, "type")).isEqualTo(type);
        assertThat(stored.createdAt()).isEqualTo(Instant.parse(block.path("created_time").asString()));
        String text = String.valueOf(value(stored, NotionTables.BLOCK, "text"));
        block.path(type).path("rich_text").forEach(run -> {
            if (run.path("type").asString().equals("text")) {
                assertThat(text).contains(run.path("plain_text").asString());
            }
        });
    }

    private static Object value(Row row, Table table, String column) {
        return row.values().get(table.columns().stream().map(each -> each.name()).toList().indexOf(column));
    }

    /** Every page that any answer held, and every list of blocks below a page of our own. */
    private void load(String file) throws IOException {
        int invented = 1;
        for (String line : Files.readAllLines(Shared.data("notion/" + file))) {
            JsonNode exchange = MAPPER.readTree(line);
            boolean nested = exchange.path("response").has("status") && exchange.path("response").has("body");
            JsonNode body = nested ? exchange.path("response").path("body") : exchange.path("response");
            String path = (nested ? exchange.path("request") : exchange).path("path").asString();
            List<JsonNode> objects = new ArrayList<>(List.of(body));
            body.path("results").forEach(objects::add);
            objects.stream().filter(object -> object.path("object").asString().equals("page") && object.has("properties"))
                    .forEach(page -> notion.pages.put(page.path("id").asString(), (ObjectNode) page));
            if (path.endsWith("/children") || path.contains("/children?")) {
                String parent = NotionStandIn.id(0xabc000 + invented);
                notion.page(0xabc000 + invented++, "Blocks of a recorded list");
                body.path("results").forEach(block -> notion.children.computeIfAbsent(parent, none -> new ArrayList<>()).add((ObjectNode) block));
            }
        }
        notion.children.values().stream().flatMap(List::stream).map(block -> block.path("id").asString()).toList()
                .forEach(id -> notion.children.putIfAbsent(id, List.of()));
    }
}
