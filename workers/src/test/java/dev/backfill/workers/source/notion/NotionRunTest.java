package dev.backfill.workers.source.notion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.workers.BackfillHarness;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Whole runs over Notion, as the activities of a worker do them. */
@Timeout(180)
class NotionRunTest {
    private NotionFixture notion;
    private BackfillHarness worker;

    @BeforeEach
    void begin() {
        TestDatabase.clear();
        notion = new NotionFixture(250);
        worker = new BackfillHarness(TestDatabase.pool(), notion.source(), 100);
    }

    @AfterEach
    void end() {
        worker.close();
        notion.close();
        TestDatabase.clear();
    }

    private List<PartitionReference> plan(String run, String parameters, RunMode mode) {
        return worker.begin(run, notion.range(), parameters, mode);
    }

    private Map<String, PartitionResult> run(String run, String parameters) {
        return run(run, parameters, RunMode.FULL);
    }

    private Map<String, PartitionResult> run(String run, String parameters, RunMode mode) {
        Map<String, PartitionResult> results = new LinkedHashMap<>();
        for (PartitionReference partition : plan(run, parameters, mode)) {
            results.put(partition.key(), worker.pullAndProve(partition));
        }
        worker.runs.finish(run, null, null);
        return results;
    }

    private Set<String> stored(String condition) {
        return new HashSet<>(TestDatabase.texts("select id from notion.page where " + condition));
    }

    @Test
    void everyPartition_isVerified_theWorkspaceLast_andUsersAreThere() {
        Map<String, PartitionResult> results = run("notion-2026-01-02-first", "{}");

        assertThat(results.keySet()).containsExactlyInAnyOrderElementsOf(notion.partitionIds());
        assertThat(List.copyOf(results.keySet()).getLast()).isEqualTo("workspace");
        assertThat(results).allSatisfy((key, result) -> assertThat(result.state()).as(key + ": " + result).isEqualTo(PartitionState.VERIFIED));
        assertThat(stored("data_source_id = '" + notion.partition().id() + "'")).isEqualTo(notion.ids(notion.partition()));
        assertThat(stored("data_source_id = 'workspace'")).isEqualTo(notion.manifest(NotionFixture.workspace()).values().stream()
                .filter(NotionRunTest::canBeFound).map(line -> line.get("id").asString()).collect(Collectors.toSet()));
        assertThat(TestDatabase.count("notion.user")).isPositive();
    }

    /** What is at the top of the workspace, searching alone finds; what is within a page, reading that one finds as well. */
    private static boolean canBeFound(JsonNode page) {
        boolean atTheTop = page.get("parent").get("type").asString().equals("workspace");
        return page.get("listed").asBoolean() || (page.get("crawlable").asBoolean() && !atTheTop);
    }

    /** A row that the query of its data source did not give is listed by the search over everything. */
    @Test
    void rowThatItsPartitionMissed_isFoundByTheWorkspace() {
        List<PartitionReference> partitions = plan("notion-2026-01-02-second", "{}", RunMode.FULL);
        PartitionReference workspace = partitions.getLast();
        worker.pullRecords(workspace);
        worker.catchUp(workspace);

        PartitionResult result = worker.prove(workspace);

        assertThat(result.state()).isEqualTo(PartitionState.VERIFIED);
        Set<String> searchable = notion.manifest(notion.partition()).values().stream()
                .filter(line -> line.get("listed").asBoolean()).map(line -> line.get("id").asString()).collect(Collectors.toSet());
        assertThat(stored("data_source_id = '" + notion.partition().id() + "'")).isEqualTo(searchable);
    }

    /** Nothing tells that a page was changed by what became of a page within it. */
    @Test
    void pageAbove_followsWhatBecomesOfThePagesWithinIt() {
        run("notion-2026-01-02-fifth", "{}");
        JsonNode child = leaf();
        String id = child.get("id").asString();
        String above = child.get("parent").get("page_id").asString();
        assertThat(textOf(above)).contains(address(id));
        notion.act(id, "trash");
        String added = notion.create(new SourcePartition(above, above));

        Map<String, PartitionResult> results = run("notion-2026-01-02-sixth", "{}", RunMode.INCREMENTAL);

        assertThat(results.get("workspace").state()).as("%s", results).isEqualTo(PartitionState.VERIFIED);
        assertThat(textOf(above)).doesNotContain(address(id)).contains(address(added));
        assertThat(TestDatabase.texts("select id from notion.block where deleted_at is null")).doesNotContain(id).contains(added);
    }

    /** A page within a page, with none in it. */
    private JsonNode leaf() {
        Collection<JsonNode> pages = notion.manifest(NotionFixture.workspace()).values();
        Set<String> above = pages.stream().map(line -> line.path("parent").path("page_id").asString()).collect(Collectors.toSet());
        return pages.stream()
                .filter(line -> line.get("listed").asBoolean() && line.get("parent").get("type").asString().equals("page_id"))
                .filter(line -> !above.contains(line.get("id").asString()))
                .findFirst()
                .orElseThrow();
    }

    private static String address(String pageId) {
        return "https://app.notion.com/p/" + pageId.replace("-", "");
    }

    private static String textOf(String pageId) {
        return TestDatabase.texts("select text from notion.page where id = '" + pageId + "'").getFirst();
    }

    @Test
    void trashedAndGonePages_areMarked_andToldApart() {
        String narrowed = "{\"databases\":[\"" + notion.partition().id() + "\"]}";
        run("notion-2026-01-02-third", narrowed);
        List<String> ids = List.copyOf(notion.ids(notion.partition()));
        notion.act(ids.get(0), "trash");
        notion.act(ids.get(1), "delete");
        TestDatabase.sql().sql("delete from backfill_run").update();

        Map<String, PartitionResult> results = run("notion-2026-01-02-fourth", narrowed);

        assertThat(results.values()).allSatisfy(result -> assertThat(result.state()).as("%s", result).isEqualTo(PartitionState.VERIFIED));
        assertThat(stored("deleted_at is not null")).containsExactlyInAnyOrder(ids.get(0), ids.get(1));
        assertThat(stored("deleted_at is not null and in_trash")).containsExactly(ids.get(0));
        assertThat(stored("deleted_at is null")).isEqualTo(notion.ids(notion.partition()));
    }
}
