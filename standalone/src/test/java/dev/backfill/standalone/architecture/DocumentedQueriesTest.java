package dev.backfill.standalone.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.standalone.part.ProjectFolder;
import dev.backfill.store.search.SearchIndex;
import dev.backfill.workers.Migrate;
import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.source.Sources;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The examples of querying run against a database with issues in it, and find some. A block names the sources that it needs. */
class DocumentedQueriesTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sql([ a-z]*)\\n(.*?)^```$");
    private static final String EVERY_ROW_HAS = "'{\"fields\":{\"customfield_10016\":3}}', '\\x00', 1, 'run', 'run'";
    private static final String COLUMNS = "raw, content_hash, fetch_order, first_seen_run, last_changed_run";

    private static EmbeddedPostgres postgres;
    private static JdbcClient database;

    record Example(List<String> sources, String statement) {}

    @BeforeAll
    static void fill() throws IOException {
        postgres = EmbeddedPostgres.start();
        DataSource source = postgres.getPostgresDatabase();
        Migrate.migrate(source);
        database = JdbcClient.create(source);
        insert("jira.project (id, site, key, " + COLUMNS + ")", "'p', 'example.atlassian.net', 'CORE', " + EVERY_ROW_HAS, 1);
        insert("jira.issue (id, project_id, key, summary, description, status_category, assignee_name, resolved_at, source_created_at, " + COLUMNS + ")",
                "n::text, 'p', 'CORE-' || n, 'Late invoice of month ' || n, '上个月的发票', case n % 2 when 0 then 'done' else 'new' end, 'Ann Smith',"
                        + " case n % 2 when 0 then now() end, now() - n * interval '1 day', " + EVERY_ROW_HAS, 40);
        insert("jira.comment (id, issue_id, author_name, body, " + COLUMNS + ")", "n::text, n::text, 'Bob', 'a late invoice again', " + EVERY_ROW_HAS, 40);
        insert("jira.worklog (id, issue_id, author_name, started_at, time_spent_seconds, " + COLUMNS + ")",
                "n::text, n::text, 'Bob', now() - n * interval '1 day', 5400, " + EVERY_ROW_HAS, 40);
        insert("jira.change (id, issue_id, author_name, summary, source_created_at, " + COLUMNS + ")",
                "n::text, n::text, 'Bob', 'status: Open', now() - n * interval '1 day', " + EVERY_ROW_HAS, 40);
        database.sql("select search.requeue('jira')::text").query(String.class).single();
        SearchIndex index = new SearchIndex(source);
        while (index.refreshOnePage()) {
            // Until nothing waits.
        }
    }

    private static void insert(String into, String values, int rows) {
        database.sql("insert into %s select %s from generate_series(1, %d) n".formatted(into, values, rows)).update();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    static List<Example> examples() throws IOException {
        return examplesIn(Files.readString(ProjectFolder.find().resolve("docs/querying.md")));
    }

    private static List<Example> examplesIn(String document) {
        return BLOCK.matcher(document).results()
                .flatMap(block -> Arrays.stream(block.group(2).split(";\\s*(\\n|$)"))
                        .map(String::strip)
                        .filter(statement -> !statement.isEmpty())
                        .map(statement -> new Example(Stream.of(block.group(1).strip().split(" ")).filter(word -> !word.isEmpty()).toList(), statement)))
                .toList();
    }

    private static boolean hasDocuments(String source) {
        return database.sql("select to_regclass(:view) is not null").param("view", source + ".document").query(Boolean.class).single();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_runs_andOfIssuesFindsSome(Example example) {
        assertThat(example.sources()).isSubsetOf(Sources.all().stream().map(SourceDefinition::id).toList());
        if (example.sources().stream().allMatch(DocumentedQueriesTest::hasDocuments)) {
            List<?> rows = database.sql(example.statement()).query().listOfRows();
            assertThat(example.sources().isEmpty() && rows.isEmpty()).as("an example that shows nothing").isFalse();
        }
    }

    /** Those of sources that are not there yet are the only ones that are left out. */
    @Test
    void mostExamples_run() throws IOException {
        assertThat(examples().stream().filter(example -> example.sources().stream().allMatch(DocumentedQueriesTest::hasDocuments)))
                .hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void exampleThatIsWrong_isSeenToFail() {
        Example wrong = examplesIn("```sql jira\nselect no_such_column from search.document;\n```\n").getFirst();

        assertThat(wrong.sources()).containsExactly("jira");
        assertThatThrownBy(() -> example_runs_andOfIssuesFindsSome(wrong)).hasMessageContaining("no_such_column");
    }
}
