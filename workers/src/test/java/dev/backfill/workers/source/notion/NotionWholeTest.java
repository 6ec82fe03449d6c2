package dev.backfill.workers.source.notion;

import static dev.backfill.workers.source.notion.NotionStandIn.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.page.IdPage;
import dev.backfill.workers.BackfillHarness;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.pull.CursorLoop;
import dev.backfill.workers.source.Listing;
import dev.backfill.workers.source.Source.CensusOrder;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What Notion's own documents say of lists that end early, are too large, or leave something out: whole runs and the right verdict. */
@Timeout(120)
class NotionWholeTest {
    private static final DateRange RANGE =
            new DateRange(Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2026-12-02T00:00:00Z"));
    private static final int SOURCE = 0x500;

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

    private Map<String, PartitionResult> run() {
        return run(notion.source(), RunMode.FULL);
    }

    private Map<String, PartitionResult> run(NotionSource source, RunMode mode) {
        Map<String, PartitionResult> results = new LinkedHashMap<>();
        try (BackfillHarness worker = new BackfillHarness(TestDatabase.pool(), source, 100)) {
            String run = "notion-2026-12-01-run" + ++runs;
            for (PartitionReference partition : worker.begin(run, RANGE, "{}", mode)) {
                results.put(partition.key(), worker.pullAndProve(partition));
            }
            worker.runs.finish(run, null, null);
        }
        return results;
    }

    private static Set<String> stored() {
        return new HashSet<>(TestDatabase.texts("select id from notion.page where deleted_at is null"));
    }

    private static void assertVerified(Map<String, PartitionResult> results) {
        assertThat(results).isNotEmpty().allSatisfy((key, result) ->
                assertThat(result.state()).as(key + ": " + result).isEqualTo(PartitionState.VERIFIED));
    }

    private static SourcePartition partition() {
        return new SourcePartition(id(SOURCE), id(SOURCE));
    }

    private void rows(int count, int minutesApart) {
        notion.searchable(SOURCE);
        for (int number = 0; number < count; number++) {
            Instant created = Instant.parse("2026-05-01T10:00:00Z").plusSeconds(60L * minutesApart * number);
            notion.row(0x1000 + number, SOURCE, created.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 5, 1", "60, 200, 3", "7, 150, 1"})
    void rowsBeyondWhatOneQueryGives_areListed_andStored(int cap, int count, int minutesApart) {
        notion.cap = cap;
        rows(count, minutesApart);

        Map<String, PartitionResult> results = run();

        assertThat(stored()).isEqualTo(notion.pages.keySet()).hasSize(count);
        assertThat(results.get(id(SOURCE)).state()).as("%s", results).isEqualTo(PartitionState.VERIFIED);
    }

    /** As in the published case: whatever matches too much gets the same two rows, whatever it asked for. */
    @Test
    void cappedAnswerThatIsAlwaysTheSame_isCutUntilNoneIsCapped() {
        rows(5, 1);
        List<ObjectNode> all = notion.rows.get(id(SOURCE));
        notion.rules.add(request -> {
            if (!request.path().contains("/query") || request.body().path("is_archived").asBoolean(false)) {
                return null;
            }
            long matching = all.stream().filter(row -> request.body().path("filter").path("and").valueStream()
                    .filter(condition -> condition.path("timestamp").asString().equals("created_time"))
                    .allMatch(condition -> condition.path("created_time").has("before")
                            ? row.path("created_time").asString().compareTo(condition.path("created_time").path("before").asString()) < 0
                            : row.path("created_time").asString().compareTo(condition.path("created_time").path("on_or_after").asString()) >= 0))
                    .count();
            if (matching <= 2) {
                return null;
            }
            ObjectNode body = dev.backfill.workers.source.RecordJson.MAPPER.createObjectNode().put("object", "list").put("has_more", false).putNull("next_cursor");
            body.putArray("results").add(all.get(4).deepCopy()).add(all.get(3).deepCopy());
            body.putObject("request_status").put("type", "incomplete").put("incomplete_reason", "query_result_limit_reached");
            return new NotionStandIn.Reply(200, body);
        });

        assertVerified(run());
        assertThat(stored()).isEqualTo(notion.pages.keySet());
    }

    @ParameterizedTest
    @EnumSource(CensusOrder.class)
    void cutListing_goesOnInAnotherProcess_afterAnyPage(CensusOrder order) {
        notion.cap = 130;
        rows(700, 1);
        Listing listing = new Listing(RANGE, order);
        Set<String> ids = new HashSet<>();
        List<Boolean> sorted = new ArrayList<>();
        String cursor = null;
        do {
            IdPage page = notion.source().census(partition(), listing, cursor, 1);
            ids.addAll(page.ids());
            if (!page.ids().isEmpty()) {
                sorted.add(page.sorted());
            }
            assertThat(page.incomplete()).isNull();
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(ids).isEqualTo(notion.pages.keySet());
        assertThat(sorted.getFirst()).isTrue();
        assertThat(sorted.getLast()).as("cut into parts, it is in no order as a whole").isFalse();
    }

    @Test
    void changesBeyondWhatOneQueryGives_areFetched() {
        notion.cap = 12;
        rows(40, 1);
        Instant since = Instant.parse("2026-04-01T00:00:00Z");

        assertThat(CursorLoop.changes(notion.source(), partition(), RANGE, since).stream().flatMap(page -> page.records().stream())
                .map(record -> record.row().id())).containsAll(notion.pages.keySet());
    }

    @Test
    void minuteWithMoreThanOneQueryGives_isListedFromBothEnds() {
        notion.cap = 30;
        rows(45, 0);

        assertVerified(Map.of("rows", run().get(id(SOURCE))));
        assertThat(stored()).isEqualTo(notion.pages.keySet());
    }

    @Test
    void minuteWithMoreThanTwoQueriesGive_isNotVerified_andNamed() {
        notion.cap = 30;
        rows(75, 0);

        PartitionResult result = run().get(id(SOURCE));

        assertThat(result.state()).isEqualTo(PartitionState.DIFFERENT);
        assertThat(result.reason()).contains("2026-05-01T10:00:00Z").contains("two queries");
    }

    @Test
    void pagesBeyondWhatOneSearchGives_areFoundFromTheOtherEnd_orTheVerdictSaysThatTheyAreNot() {
        notion.cap = 30;
        for (int number = 1; number <= 50; number++) {
            notion.page(number, "Page " + number).put("last_edited_time", "2026-05-01T10:%02d:00.000Z".formatted(number));
        }
        assertVerified(run());
        assertThat(stored()).hasSize(50);

        for (int number = 51; number <= 90; number++) {
            notion.page(number, "Page " + number);
        }
        PartitionResult more = run().get("workspace");
        assertThat(more.state()).isEqualTo(PartitionState.DIFFERENT);
        assertThat(more.reason()).contains("two from both ends do not meet");
    }

    @Test
    void dataSourcesBeyondWhatOneSearchGives_arePlanned_orTheVerdictSaysThatTheyAreNot() {
        notion.cap = 4;
        for (int number = 0; number < 7; number++) {
            notion.searchable(SOURCE + 2 * number);
        }
        assertThat(run()).hasSize(8);

        notion.searchable(SOURCE + 100);
        notion.searchable(SOURCE + 102);
        assertThat(run().get("workspace").reason()).contains("data sources: a search gives no more than a part");
    }

    @Test
    void rowsThatWerePutAway_arePulled_andAreNoDeletions() {
        rows(6, 1);
        notion.rows.get(id(SOURCE)).get(1).put("is_archived", true);
        assertVerified(run());
        assertThat(stored()).isEqualTo(notion.pages.keySet());

        notion.rows.get(id(SOURCE)).get(4).put("is_archived", true);
        assertVerified(run());
        assertThat(stored()).isEqualTo(notion.pages.keySet());
    }

    @Test
    void notionThatDoesNotKnowRowsPutAway_isAskedForTheOthersAlone() {
        rows(3, 1);
        notion.rules.add(request -> request.body().has("is_archived")
                ? new NotionStandIn.Reply(400, NotionStandIn.error(400, "validation_error", "body.is_archived should be not present")) : null);

        assertVerified(run());
        assertThat(stored()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 504, 413})
    void pageThatIsTooMuch_isAskedForInSmallerOnes_andTheSizeIsRemembered(int status) {
        rows(120, 1);
        for (int number = 0; number < 120; number++) {
            notion.paragraph(1, 0x2000 + number, "line " + number);
        }
        notion.page(1, "Long");
        notion.rules.add(request -> request.size() > 50 && request.path().matches("search|data_sources/.*/query.*|blocks/.*/children.*")
                ? new NotionStandIn.Reply(status, NotionStandIn.error(status, "service_unavailable", "It took too long.")) : null);

        assertVerified(run());

        assertThat(stored()).hasSize(121);
        assertThat(TestDatabase.texts("select text from notion.page where id = '" + id(1) + "'").getFirst()).contains("line 0").contains("line 119");
        assertThat(TestDatabase.count("dead_letter")).isZero();
        long refused = notion.requests.stream().filter(request -> request.path().contains("/query") && request.size() > 50).count();
        assertThat(refused).as("once, with what is tried again at once").isLessThanOrEqualTo(6);
    }
}
