package dev.backfill.workers.source.tempo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.lookup.NameLookup;
import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.PageWriter;
import dev.backfill.store.page.Row;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.pull.CursorLoop;
import dev.backfill.workers.source.Source.CensusOrder;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Keys of issues and names of authors, from stored tables, from the simulated Jira, or later. */
@Timeout(180)
class TempoNamesTest {
    private TempoFixture tempo;

    @BeforeEach
    void start() {
        TestDatabase.clear();
        tempo = new TempoFixture(2_500, 1_000);
        tempo.jiraRequests();
    }

    @AfterEach
    void stop() {
        tempo.close();
    }

    private TempoNames names(@Nullable TempoJira jira) {
        return new TempoNames(new NameLookup(TestDatabase.pool()), jira, Clock.systemUTC());
    }

    private Set<String> inManifest(String member) {
        return tempo.manifest(tempo.partition()).values().stream().map(line -> line.get(member).asString()).collect(Collectors.toSet());
    }

    private static List<Row> rows(TempoSource source, TempoFixture tempo) {
        return CursorLoop.wholeCensus(source, tempo.partition(), tempo.range(), CensusOrder.CREATED).stream()
                .flatMap(page -> page.records().records().stream())
                .map(PageRecord::row)
                .toList();
    }

    private static void store(List<Row> rows) {
        new PageWriter(TestDatabase.pool()).writeRows("run", TempoWorklogTable.TABLE, rows);
    }

    private static List<String> stored(String column) {
        return TestDatabase.texts("select coalesce(" + column + ", '-') from tempo.worklog order by id");
    }

    private static void storeIssue(String id, String key, String assignee, String name) {
        TestDatabase.sql().sql("""
                        insert into jira.issue (id, project_id, key, assignee_id, assignee_name, raw, content_hash, fetch_order, first_seen_run, last_changed_run)
                        values (:id, '1', :key, :assignee, :name, '{}', '', 1, 'run', 'run')
                        on conflict (id) do update set key = excluded.key""")
                .param("id", id).param("key", key).param("assignee", assignee).param("name", name).update();
    }

    @Test
    void storedTables_comeFirst_andSpareJira() {
        storeIssue("10001", "STORED-1", "557058:known", "Ngô Bảo Châu");
        TempoNames names = names(tempo.jira(true));

        assertThat(names.keys(Set.of("10001"))).containsEntry("10001", "STORED-1");
        assertThat(names.authors(Set.of("557058:known"))).containsEntry("557058:known", "Ngô Bảo Châu");
        assertThat(tempo.jiraRequests().path("total").asLong()).isZero();

        storeIssue("10001", "MOVED-7", "557058:known", "");
        assertThat(names.keys(Set.of("10001"))).containsEntry("10001", "MOVED-7");
    }

    @Test
    void jira_isAskedInBulk_once_andForWhatIsNotStored() {
        Set<String> issues = inManifest("issue");
        Set<String> authors = inManifest("author");
        assertThat(issues).hasSizeGreaterThan(TempoJira.MOST_ISSUES);
        assertThat(authors).hasSizeGreaterThan(TempoJira.MOST_USERS);
        TempoNames names = names(tempo.jira(true));

        assertThat(names.keys(issues)).hasSizeBetween(TempoJira.MOST_ISSUES, issues.size() - 1).doesNotContainKey("9000001");
        assertThat(names.authors(authors)).hasSizeBetween(TempoJira.MOST_USERS, authors.size() - 1);
        JsonNode requests = tempo.jiraRequests();
        assertThat(requests.path("total").asLong()).isEqualTo(Math.ceilDiv(issues.size(), 100) + Math.ceilDiv(authors.size(), 90));

        names.keys(issues);
        names.authors(authors);
        assertThat(tempo.jiraRequests().path("total").asLong()).as("what was asked is remembered, also what nobody knew").isZero();
    }

    @Test
    void census_bringsKeysAndNames() {
        List<Row> rows = rows(tempo.sourceWithJira(true), tempo);

        store(rows);
        assertThat(stored("issue_key").stream().filter(key -> key.matches("[A-Z]+-\\d+"))).hasSizeGreaterThan(rows.size() * 9 / 10);
        assertThat(stored("author_name").stream().filter(name -> !name.equals("-"))).hasSizeGreaterThan(rows.size() * 9 / 10);
        assertThat(stored("issue_key")).as("issues that Jira does not have").contains("-");
        assertThat(stored("author_name")).as("authors that Jira does not have").contains("-");
    }

    @Test
    void jiraThatFails_leavesThemOpen_isLeftAlone_andALaterPassFillsThem() {
        for (String fault : List.of("{\"kind\": \"serverError\", \"status\": 503}", "{\"kind\": \"throttle\", \"retryAfterSeconds\": 3600}")) {
            TestDatabase.clear();
            tempo.jiraAdmin("DELETE", "faults", "");
            tempo.jiraAdmin("POST", "faults", fault);
            tempo.jiraRequests();

            List<Row> rows = rows(tempo.sourceWithJira(true), tempo);

            assertThat(rows).hasSameSizeAs(tempo.ids(tempo.partition()));
            assertThat(tempo.jiraRequests().path("total").asLong()).as("it failed once, and rests").isEqualTo(1);
            store(rows);
        }
        assertThat(stored("issue_key")).containsOnly("-");
        assertThat(stored("author_name")).containsOnly("-");
        List<String> before = stored("encode(content_hash, 'hex') || fetch_order || last_changed_run");

        tempo.jiraAdmin("DELETE", "faults", "");
        TestDatabase.sql().sql("truncate source_budget").update();
        tempo.sourceWithJira(true).fillIn(tempo.partition());

        assertThat(stored("issue_key").stream().filter(key -> !key.equals("-"))).hasSizeGreaterThan(before.size() * 9 / 10);
        assertThat(stored("author_name").stream().filter(name -> !name.equals("-"))).hasSizeGreaterThan(before.size() * 9 / 10);
        assertThat(stored("encode(content_hash, 'hex') || fetch_order || last_changed_run")).isEqualTo(before);
    }

    @Test
    void wrongCredentialsOfJira_failNothing() {
        TempoSource source = tempo.sourceWithJira(false);

        store(rows(source, tempo));
        source.fillIn(tempo.partition());

        assertThat(stored("issue_key")).containsOnly("-");
        assertThat(source.warnings()).isEmpty();
    }

    @Test
    void withoutJira_aWarningSaysSo_andWhatIsStoredIsUsed() {
        TempoSource source = tempo.source(TempoFixture.SETTINGS, true);
        store(rows(source, tempo));
        assertThat(source.warnings()).singleElement().satisfies(warning -> assertThat(warning).contains("BACKFILL_JIRA_URL").contains("stay empty"));
        assertThat(stored("issue_key")).containsOnly("-");
        String issue = inManifest("issue").iterator().next();

        storeIssue(issue, "LATER-1", "557058:known", "x");
        source.fillIn(tempo.partition());
        assertThat(stored("issue_key")).contains("LATER-1", "-");

        storeIssue(issue, "MOVED-9", "557058:known", "x");
        source.fillIn(tempo.partition());
        assertThat(stored("issue_key")).contains("MOVED-9").doesNotContain("LATER-1");
    }
}
