package dev.backfill.workers.source.notion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.simulator.notion.NotionOptions;
import dev.backfill.simulator.notion.workspace.NotionId;
import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.StoredRecord;
import dev.backfill.store.page.Table;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.source.RecordJson;
import dev.backfill.workers.source.SourceFixture;
import dev.backfill.workers.source.SourceFixture.Call;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Single pages, as they are read from the simulator. */
class NotionPageTest {
    private static NotionFixture vendor;
    private static NotionSource source;

    @BeforeAll
    static void start() {
        TestDatabase.clear();
        vendor = new NotionFixture(NotionOptions.defaults().withPages(1_500));
        source = (NotionSource) vendor.source();
    }

    @AfterEach
    void mend() {
        vendor.clearFaults();
        vendor.poison(false);
    }

    @AfterAll
    static void stop() {
        vendor.close();
    }

    private static PageRecord page(int number) {
        return fetch(NotionFixture.page(number)).records().getFirst();
    }

    private static RecordPage fetch(String id) {
        return source.fetch(NotionFixture.workspace(), List.of(id), 1);
    }

    private static Object value(Row row, Table table, String column) {
        return row.values().get(table.columns().stream().map(each -> each.name()).toList().indexOf(column));
    }

    private static String text(PageRecord page) {
        return (String) value(page.row(), NotionTables.PAGE, "text");
    }

    private static Object missing(PageRecord page) {
        return value(page.row(), NotionTables.PAGE, "missing");
    }

    private static List<Row> blocks(PageRecord page) {
        return page.parts().get(NotionTables.BLOCK);
    }

    private static JsonNode truth(String id) {
        return vendor.manifest(NotionFixture.workspace()).get(id);
    }

    @Test
    void everyTypeOfBlock_isReadable() {
        String text = text(page(1));

        assertThat(text)
                .containsPattern("(?m)^# ").containsPattern("(?m)^## ").containsPattern("(?m)^### ")
                .containsPattern("(?m)^- .*\\n  - ")
                .containsPattern("(?m)^1\\. .*\\n2\\. .*\\n3\\. ")
                .containsPattern("(?m)^\\[[ x]] .*\\n  \\[[ x]] ")
                .containsPattern("(?m)^▸ ")
                .contains("```java\nif (a < b) {\n\treturn \"<&>\";\n}\n```")
                .containsPattern("(?m)^> ").contains("💡 ").contains("\n\n---")
                .containsPattern("(?m)^[^|\\n]+ \\| [^|\\n]+ \\| $")
                .contains("[image] ").contains("[video] ").contains("[pdf] attachment-").contains("[audio] attachment-")
                .contains("https://example.com/").contains("https://github.com/example/example/pull/").contains("\\frac{a}{b}")
                .contains("A caption – 説明")
                .contains("https://app.notion.com/p/")
                .contains("[a block that Notion's API does not give]")
                .doesNotContain("X-Amz");
        assertThat(missing(page(1))).asList().singleElement().asString().contains("Notion's API does not give blocks of this kind");
        assertThat(fetch(NotionFixture.page(1)).rejected()).as("a denial for good is no failure").isEmpty();
    }

    @Test
    void blocks_areInReadingOrder_eachUnderItsParent() {
        PageRecord page = page(1);
        List<String> order = new ArrayList<>();
        truth(page.row().id()).get("blocks").forEach(id -> order.add(id.asString()));

        assertThat(blocks(page).stream().map(Row::id)).containsExactlyElementsOf(order);
        for (Row block : blocks(page)) {
            JsonNode raw = vendorJson(block);
            String type = raw.get("parent").get("type").asString();
            assertThat(value(block, NotionTables.BLOCK, "parent_id")).isEqualTo(raw.get("parent").get(type).asString());
        }
        assertThat(blocks(page).stream().map(row -> value(row, NotionTables.BLOCK, "ordinal")).map(Long.class::cast)).isSorted();
    }

    private static JsonNode vendorJson(Row row) {
        return RecordJson.MAPPER.readTree(row.raw());
    }

    @Test
    void twentyLevels_areAllThere_eachIndented() {
        PageRecord page = page(2);

        assertThat(blocks(page).stream().filter(row -> !"child_page".equals(value(row, NotionTables.BLOCK, "type"))
                && !"child_database".equals(value(row, NotionTables.BLOCK, "type")))).hasSize(20);
        assertThat(text(page)).containsPattern("(?m)^ {38}- ");
        assertThat(missing(page)).isNull();
    }

    @Test
    void circleOfSyncedBlocks_ends_andTellsEachOnce() {
        PageRecord page = page(3);
        String own = (String) value(blocks(page).get(1), NotionTables.BLOCK, "text");
        String others = (String) value(blocks(page(4)).get(1), NotionTables.BLOCK, "text");

        assertThat(text(page)).containsOnlyOnce(own).contains(others);
        assertThat(page.incomplete()).isEmpty();
        assertThat(blocks(page).stream().map(Row::id)).as("what a copy shows belongs to another page").doesNotContain(blocks(page(4)).get(1).id());
    }

    @Test
    void syncedBlock_isToldOnce_whereOriginalAndCopyAreOnOnePage() {
        PageRecord page = page(7);
        String original = (String) value(blocks(page).get(1), NotionTables.BLOCK, "text");

        assertThat(text(page).split(java.util.regex.Pattern.quote(original), -1)).hasSize(2);
    }

    @Test
    void copyWhoseOriginalIsNotShared_isSaid_andIsNoFailure() {
        NotionFixture other = new NotionFixture(200);
        try (other) {
            other.act(NotionFixture.page(7), "unshare");
            RecordPage page = other.source().fetch(NotionFixture.workspace(), List.of(NotionFixture.page(1)), 1);

            assertThat(page.rejected()).isEmpty();
            assertThat(page.records().getFirst().incomplete()).isEmpty();
            assertThat(missing(page.records().getFirst())).asList().anySatisfy(what ->
                    assertThat(what).asString().contains("is not shared with the integration"));
        }
    }

    @Test
    void tenThousandBlocks_areRead() {
        vendor.poison(true);

        PageRecord page = page(5);

        assertThat(blocks(page)).hasSizeGreaterThanOrEqualTo(10_000);
        assertThat(missing(page)).isNull();
    }

    @Test
    void tenMegabytesOfText_areRead_thoughAnAnswerIsBounded() {
        vendor.poison(true);

        RecordPage page = fetch(NotionFixture.page(6));

        assertThat(page.rejected()).isEmpty();
        assertThat(text(page.records().getFirst()).length()).isGreaterThanOrEqualTo(10_000_000);
    }

    @Test
    void comments_areAllThere() {
        assertThat(page(8).parts().get(NotionTables.COMMENT)).hasSize(250);
    }

    @Test
    void childPages_areDiscovered_andShownAsLinks() {
        RecordPage page = fetch(NotionFixture.page(9));

        assertThat(page.discovered()).contains(NotionFixture.page(10));
        assertThat(text(page.records().getFirst())).contains("](https://app.notion.com/p/" + NotionFixture.page(10).replace("-", "") + ")");
    }

    @Test
    void longProperties_areCompleted() {
        Map<String, JsonNode> rows = vendor.manifest(vendor.partition());
        JsonNode line = rows.values().stream().max(Comparator.comparingInt(each -> each.get("references").asInt())).orElseThrow();
        int references = line.get("references").asInt();
        assertThat(references).isGreaterThan(25);

        PageRecord page = fetch(line.get("id").asString()).records().getFirst();

        JsonNode properties = dev.backfill.workers.source.RecordJson.MAPPER.readTree((byte[]) value(page.row(), NotionTables.PAGE, "properties"));
        JsonNode relation = properties.valueStream().filter(each -> each.path("type").asString().equals("relation")).findFirst().orElseThrow();
        JsonNode rollup = properties.valueStream().filter(each -> each.path("type").asString().equals("rollup")).findFirst().orElseThrow();
        assertThat(relation.get("relation")).hasSize(references);
        assertThat(relation.get("has_more").asBoolean()).isFalse();
        assertThat(rollup.get("rollup").get("number").asInt()).isEqualTo(references);
        List<String> targets = new ArrayList<>();
        relation.get("relation").forEach(each -> targets.add(each.get("id").asString()));
        assertThat(targets).allMatch(id -> NotionId.isUuid(id));
    }

    @Test
    void pageThatIsNotCut_isStoredAsTheVendorTellsIt() {
        Map<String, JsonNode> rows = vendor.manifest(vendor.partition());
        List<PageRecord> pages = new ArrayList<>();
        List<String> ids = rows.values().stream().filter(line -> line.get("references").asInt() < 25).map(line -> line.get("id").asString()).limit(60).toList();
        for (int from = 0; from < ids.size(); from += 10) {
            pages.addAll(source.fetch(vendor.partition(), ids.subList(from, Math.min(ids.size(), from + 10)), 1).records());
        }

        long same = pages.stream().filter(page -> HexFormat.of().formatHex(RecordJson.of(RecordJson.MAPPER.readTree(page.row().raw())).hash())
                .equals(rows.get(page.row().id()).get("sha256").asString())).count();

        // One in thirty has more mentions, and one in forty more people, than are told at once; one with an unsupported block says so.
        assertThat(same).isGreaterThan(ids.size() * 3L / 5);
    }

    @Test
    void unreadableChildren_leaveThePage_andNameTheirParent() {
        String page = NotionFixture.page(2);
        String toggle = blocks(page(2)).getFirst().id();
        // Whatever would list it answers 500: the children of the page.
        vendor.fault(Call.PARTS, "poisonRecord", "ids", List.of(toggle));

        RecordPage read = fetch(page);

        assertThat(read.records().getFirst().incomplete()).containsExactly(NotionTables.BLOCK);
        assertThat(missing(read.records().getFirst())).asList().singleElement().asString()
                .contains("children of " + page).contains("500");
        assertThat(read.rejected()).singleElement().satisfies(rejected -> assertThat(rejected.id()).isEqualTo(page));
    }

    @Test
    void commentsThatMayNotBeRead_areSaid_andThePageIsKept() {
        vendor.fault(Call.ANY, "serverError", "status", 403, "route", "comments");

        RecordPage page = fetch(NotionFixture.page(8));

        assertThat(page.records().getFirst().incomplete()).containsExactly(NotionTables.COMMENT);
        assertThat(missing(page.records().getFirst())).asList().anySatisfy(what -> assertThat(what).asString().contains("comments on"));
        assertThat(page.rejected()).isEmpty();
    }

    @Test
    void blockThatDeniesItsChildren_isReadAllTheSame_ifItIsATable() {
        String table = blocks(page(1)).stream().filter(row -> "table".equals(value(row, NotionTables.BLOCK, "type"))).findFirst().orElseThrow().id();
        vendor.fault(Call.PARTS, "hasChildrenLies", "ids", List.of(table));

        assertThat(blocks(page(1)).stream().filter(row -> "table_row".equals(value(row, NotionTables.BLOCK, "type")))).hasSize(3);
    }

    @Test
    void listOfBlocksThatContradictsItself_isAskedForOnceMore_thenSaid_andNamesItsParent() {
        vendor.poison(true);
        vendor.fault(Call.PARTS, "notLastWithoutToken", "count", 1);
        assertThat(fetch(NotionFixture.page(5)).rejected()).isEmpty();
        vendor.fault(Call.PARTS, "notLastWithoutToken", "count", 2);

        RecordPage page = fetch(NotionFixture.page(5));

        assertThat(page.records().getFirst().incomplete()).containsExactly(NotionTables.BLOCK);
        assertThat(page.rejected()).singleElement().satisfies(rejected ->
                assertThat(rejected.reason()).contains("children of " + NotionFixture.page(5)));
    }

    @Test
    void rows_areTheSame_whenTheyAreMadeAnewOfWhatIsStored() {
        vendor.poison(true);
        List<String> ids = new ArrayList<>(vendor.ids(NotionFixture.workspace()).stream().limit(80).toList());
        ids.addAll(vendor.ids(vendor.partition()));
        ids.removeAll(List.of(NotionFixture.page(5), NotionFixture.page(6)));

        for (int from = 0; from < ids.size(); from += 10) {
            for (PageRecord record : source.fetch(vendor.partition(), ids.subList(from, Math.min(ids.size(), from + 10)), 1).records()) {
                assertThat(comparable(source.derive(stored(record)))).as(record.row().id()).isEqualTo(comparable(record));
            }
        }
    }

    private static StoredRecord stored(PageRecord record) {
        Map<Table, List<StoredRecord.Part>> parts = new HashMap<>();
        record.parts().forEach((table, rows) -> parts.put(table, rows.stream()
                .sorted(Comparator.comparing(Row::id))
                .map(row -> new StoredRecord.Part(row.id(), row.raw()))
                .toList()));
        return new StoredRecord(record.row().id(), record.row().owner(), record.row().raw(), parts);
    }

    /** What was cleaned is told when it is stored, and kept. */
    private static List<String> comparable(PageRecord record) {
        List<String> rows = new ArrayList<>(List.of(comparable(record.row())));
        List.of(NotionTables.BLOCK, NotionTables.COMMENT).forEach(table ->
                record.parts().get(table).stream().map(NotionPageTest::comparable).sorted().forEach(rows::add));
        return rows;
    }

    private static String comparable(Row row) {
        StringBuilder all = new StringBuilder(row.id() + row.owner() + row.createdAt() + row.updatedAt() + HexFormat.of().formatHex(row.contentHash()));
        row.values().forEach(value -> all.append('|').append(value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value));
        return all.toString();
    }

    @Test
    void answerThatIsTooLarge_isAskedForInSmallerPages() {
        vendor.poison(true);
        var settings = new dev.backfill.workers.source.http.HttpSettings(
                SourceFixture.SETTINGS.connectTimeout(), SourceFixture.SETTINGS.exchangeTimeout(), 1024 * 1024, 1,
                SourceFixture.SETTINGS.firstBackoff(), SourceFixture.SETTINGS.longestWait());

        RecordPage page = vendor.source(settings, true).fetch(NotionFixture.workspace(), List.of(NotionFixture.page(6)), 1);

        assertThat(page.rejected()).isEmpty();
        assertThat(blocks(page.records().getFirst())).hasSizeGreaterThanOrEqualTo(50);
    }
}
