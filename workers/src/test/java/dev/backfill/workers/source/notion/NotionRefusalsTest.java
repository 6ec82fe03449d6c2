package dev.backfill.workers.source.notion;

import static dev.backfill.workers.source.notion.NotionStandIn.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.workers.BackfillHarness;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** One refused object takes no more than itself, and what lies behind a reference is followed. */
@Timeout(120)
class NotionRefusalsTest {
    private static final DateRange RANGE =
            new DateRange(Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2026-12-02T00:00:00Z"));

    private NotionStandIn notion;
    private int runs;

    @BeforeEach
    void start() {
        TestDatabase.clear();
        notion = new NotionStandIn();
    }

    @AfterEach
    void stop() {
        notion.close();
        TestDatabase.clear();
    }

    private Map<String, PartitionResult> run(RunMode mode) {
        Map<String, PartitionResult> results = new LinkedHashMap<>();
        try (BackfillHarness worker = new BackfillHarness(TestDatabase.pool(), notion.source(), 100)) {
            String run = "notion-2026-12-01-run" + ++runs;
            for (PartitionReference partition : worker.begin(run, RANGE, "{}", mode)) {
                results.put(partition.key(), worker.pullAndProve(partition));
            }
            worker.runs.finish(run, null, null);
        }
        return results;
    }

    private void assertVerified() {
        assertThat(run(RunMode.FULL)).allSatisfy((key, result) ->
                assertThat(result.state()).as(key + ": " + result).isEqualTo(PartitionState.VERIFIED));
        assertThat(TestDatabase.texts("select reason from dead_letter where resolved_at is null")).isEmpty();
    }

    private static String text(int page) {
        return TestDatabase.texts("select text from notion.page where id = '" + id(page) + "'").getFirst();
    }

    private static List<String> missing(int page) {
        return TestDatabase.texts("select unnest(missing) from notion.page where id = '" + id(page) + "'");
    }

    private static List<String> withheld(int page) {
        return TestDatabase.texts("select part || '|' || reason from withheld where record_id = '" + id(page) + "'");
    }

    @ParameterizedTest
    @CsvSource({"400, validation_error", "403, restricted_resource"})
    void refusedBlock_isNamed_andAllAroundItIsStored(int status, String code) {
        notion.page(1, "Good");
        notion.paragraph(1, 11, "hello");
        notion.page(2, "With a block of Notion AI");
        notion.paragraph(2, 21, "before");
        notion.block(2, 22, "ai_block").put("has_children", true);
        notion.paragraph(2, 23, "after");
        notion.refuse("GET", "blocks/" + id(22), status, code, "Dieser Block wird nicht unterstützt.");

        assertVerified();

        assertThat(text(1)).isEqualTo("hello");
        assertThat(text(2)).contains("before").contains("after");
        assertThat(missing(2)).singleElement().asString().contains("children of " + id(22)).contains("Dieser Block wird nicht unterstützt.");
        assertThat(withheld(2)).singleElement().asString().startsWith("block " + id(22) + "|").contains(code);
    }

    @Test
    void pageWhoseBlocksAreAllRefused_isStored() {
        notion.page(2, "A linked file of another service");
        notion.refuse("GET", "blocks/" + id(2), 400, "validation_error", "Block type external_object_instance_page is not supported.");

        assertVerified();

        assertThat(missing(2)).singleElement().asString().contains("external_object_instance_page");
        assertThat(withheld(2)).singleElement().asString().startsWith("block " + id(2) + "|");
    }

    @ParameterizedTest
    @CsvSource({"400, validation_error", "403, restricted_resource"})
    void refusedPage_isWithheld_andTheOthersAreStored(int status, String code) {
        notion.page(1, "Good");
        notion.page(2, "Refused");
        notion.refuse("GET", "pages/" + id(2), status, code, "The id is that of a database, not of a page.");

        assertVerified();

        assertThat(TestDatabase.texts("select id from notion.page")).containsExactly(id(1));
        assertThat(withheld(2)).singleElement().asString().startsWith("|").contains("not of a page");
    }

    @Test
    void refusedProperty_andRefusedComments_areNamed() {
        ObjectNode page = notion.page(3, "Long");
        ObjectNode relation = ((ObjectNode) page.get("properties")).putObject("Related").put("id", "x").put("type", "relation").put("has_more", true);
        relation.putArray("relation").addObject().put("id", id(1));
        notion.refuse("GET", "pages/" + id(3) + "/properties/x", 400, "validation_error", "No such property.");
        notion.refuse("GET", "comments", 403, "restricted_resource", "Insufficient permissions for this endpoint.");

        assertVerified();

        assertThat(withheld(3)).hasSize(2).anySatisfy(each -> assertThat(each).startsWith("property x|").contains("No such property."))
                .anySatisfy(each -> assertThat(each).startsWith("comments|").contains("Insufficient permissions"));
    }

    /** What a copy shows is another page's: a block in it that is refused takes no more than itself. */
    @Test
    void refusedBlockInASyncedCopy_leavesTheRestOfWhatItShows() {
        notion.page(1, "Copy");
        ObjectNode copy = notion.block(1, 11, "synced_block").put("has_children", true);
        ((ObjectNode) copy.get("synced_block")).putObject("synced_from").put("type", "block_id").put("block_id", id(99));
        notion.paragraph(11, 12, "shown");
        notion.block(11, 13, "ai_block").put("has_children", true);
        notion.paragraph(11, 14, "shown as well");
        notion.refuse("GET", "blocks/" + id(13), 400, "validation_error", "Not supported.");

        assertVerified();

        assertThat(text(1)).contains("shown").contains("shown as well");
        assertThat(withheld(1)).singleElement().asString().startsWith("block " + id(13) + "|");
    }

    @Test
    void refusalOfEverything_endsTheRun() {
        notion.page(1, "Good");
        notion.refuse("GET", "pages/", 400, "validation_error", "The version is not supported any more.");

        Assertions.assertThatThrownBy(() -> notion.source().fetch(NotionFixture.workspace(), List.of(id(1)), 1))
                .isInstanceOfSatisfying(SourceException.class, failure -> assertThat(failure.type()).isEqualTo(FailureType.CONFIGURATION));
    }

    @Test
    void objectsThatAreGivenByTheirIdAlone_areNoDeletions_andNoContent() {
        notion.page(1, "Good");
        notion.paragraph(1, 11, "hello");
        assertVerified();
        notion.rules.add(request -> request.path().equals("pages/" + id(1))
                ? new NotionStandIn.Reply(200, dev.backfill.workers.source.RecordJson.MAPPER.createObjectNode().put("object", "page").put("id", id(1)))
                : null);

        assertVerified();

        assertThat(TestDatabase.texts("select title || '|' || text from notion.page where deleted_at is null")).containsExactly("Good|hello");
        assertThat(withheld(1)).singleElement().asString().contains("nothing but the id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"transcription", "meeting_notes"})
    void summaryNotesAndTranscriptOfAMeeting_areRead(String type) {
        notion.page(1, "Standup of today");
        ObjectNode meeting = (ObjectNode) notion.block(1, 0x70, type).get(type);
        meeting.put("status", "notes_ready").putArray("title").addObject().put("plain_text", "Standup");
        meeting.putObject("children").put("summary_block_id", id(0x71)).put("notes_block_id", id(0x72)).put("transcript_block_id", id(0x73));
        notion.paragraph(0x71, 0x711, "summary text");
        notion.paragraph(0x72, 0x721, "notes text");
        notion.paragraph(0x73, 0x731, "transcript text");

        assertVerified();

        assertThat(text(1)).contains("Standup").contains("summary text").contains("notes text").contains("transcript text");
        assertThat(missing(1)).isEmpty();
    }

    @Test
    void meetingThatIsNotWrittenUpYet_isNamed() {
        notion.page(1, "Standup of today");
        ((ObjectNode) notion.block(1, 0x70, "meeting_notes").get("meeting_notes")).put("status", "summary_in_progress");

        assertVerified();

        assertThat(missing(1)).singleElement().asString().contains("summary_in_progress");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tab", "heading_4", "a_kind_of_the_future"})
    void blocksOfNewKinds_areRead_withWhatLiesInThem(String type) {
        notion.page(1, "Page");
        notion.block(1, 11, type).put("has_children", true);
        notion.paragraph(11, 12, "below");

        assertVerified();

        assertThat(text(1)).contains("below");
    }

    private void hiddenDatabase() {
        notion.page(1, "Home");
        ((ObjectNode) notion.block(1, 0x259, "child_database").get("child_database")).put("title", "Tasks");
        ObjectNode database = dev.backfill.workers.source.RecordJson.MAPPER.createObjectNode().put("object", "database").put("id", id(0x259));
        database.putArray("data_sources").addObject().put("id", id(0x258)).put("name", "Tasks");
        notion.databases.put(id(0x259), database);
        // Searching knows neither the data source nor its row.
        notion.row(0x7d0, 0x258, "2026-05-01T10:00:00.000Z");
        notion.rules.add(request -> request.path().equals("search") && request.body().path("filter").path("value").asString().equals("page")
                ? new NotionStandIn.Reply(200, onlyHome()) : null);
    }

    private ObjectNode onlyHome() {
        ObjectNode list = dev.backfill.workers.source.RecordJson.MAPPER.createObjectNode().put("object", "list").put("has_more", false).putNull("next_cursor");
        list.putArray("results").add(notion.pages.get(id(1)).deepCopy());
        return list;
    }

    @Test
    void databaseThatOnlyABlockTellsOf_isPulledAtOnce_andIsAPartitionOfTheNextRun() {
        hiddenDatabase();
        assertVerified();
        assertThat(TestDatabase.texts("select id || '|' || data_source_id from notion.page"))
                .containsExactlyInAnyOrder(id(1) + "|workspace", id(0x7d0) + "|" + id(0x258));
        assertThat(TestDatabase.texts("select title || '|' || database_id from notion.data_source where id <> 'workspace'"))
                .containsExactly("Tasks|" + id(0x259));

        notion.row(0x7d1, 0x258, "2026-05-02T10:00:00.000Z");
        notion.searchable(0x258);
        notion.rules.add(request -> request.path().equals("search") && request.body().path("filter").path("value").asString().equals("data_source")
                ? new NotionStandIn.Reply(200, ((ObjectNode) onlyHome()).set("results", dev.backfill.workers.source.RecordJson.MAPPER.createArrayNode())) : null);
        Map<String, PartitionResult> next = run(RunMode.INCREMENTAL);

        assertThat(next.get(id(0x258)).state()).as("%s", next).isEqualTo(PartitionState.VERIFIED);
        assertThat(TestDatabase.texts("select id from notion.page where data_source_id = '" + id(0x258) + "'")).containsExactlyInAnyOrder(id(0x7d0), id(0x7d1));
    }

    @Test
    void linkedViewOfAnotherDatabase_lacksNothing() {
        notion.page(1, "Home");
        ((ObjectNode) notion.block(1, 0x259, "child_database").get("child_database")).put("title", "A view");

        assertVerified();

        assertThat(missing(1)).isEmpty();
        assertThat(withheld(1)).isEmpty();
    }

    @Test
    void databaseThatIsRefused_isNamed() {
        notion.page(1, "Home");
        notion.block(1, 0x259, "child_database");
        notion.refuse("GET", "databases/", 400, "validation_error", "Databases with multiple data sources are not supported in this API version.");

        assertVerified();

        assertThat(withheld(1)).singleElement().asString().startsWith("database " + id(0x259) + "|").contains("multiple data sources");
    }
}
