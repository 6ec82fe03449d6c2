package dev.backfill.workers.source.jira;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.page.Row;
import dev.backfill.store.page.Table;
import dev.backfill.workers.source.RecordJson;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every column of known records. */
class JiraIssueTableTest {
    private static final String ADF = """
            {"type":"doc","version":1,"content":[{"type":"paragraph","content":[{"type":"text","text":"%s"}]},
             {"type":"bulletList","content":[{"type":"listItem","content":[{"type":"paragraph","content":[{"type":"text","text":"point"}]}]}]}]}""";

    private static JsonNode json(String text) {
        return RecordJson.MAPPER.readTree(text);
    }

    private static Map<String, Object> columns(Table table, Row row) {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (int index = 0; index < table.columns().size(); index++) {
            columns.put(table.columns().get(index).name(), row.values().get(index));
        }
        return columns;
    }

    @Test
    void issue_fillsEveryColumn() {
        RecordJson issue = RecordJson.of(json("""
                {"id":"10063","key":"EE-1","fields":{
                 "summary":"First","description":%s,"environment":"plain text","issuetype":{"name":"Bug"},
                 "status":{"name":"Done","statusCategory":{"key":"done"}},"priority":{"name":"High"},"resolution":{"name":"Fixed"},
                 "labels":["a","b"],"components":[{"name":"core"}],"fixVersions":[{"name":"2.1"},{"name":"2.2"}],"parent":{"key":"EE-0"},
                 "creator":{"accountId":"c1","displayName":"Creator"},"reporter":{"accountId":"r1","displayName":"Reporter"},
                 "assignee":{"accountId":"a1","displayName":"Assignee"},"duedate":"2025-03-09","resolutiondate":"2024-05-06T07:08:09.010+0800",
                 "timeoriginalestimate":3600,"timeestimate":1800,"timespent":900,
                 "created":"2020-06-12T08:13:13.360+0800","updated":"2021-03-28T16:06:08.713+0800"}}""".formatted(ADF.formatted("Described"))));

        Row row = JiraIssueTable.row(issue, "10063", "10003");

        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("key", "EE-1");
        expected.put("summary", "First");
        expected.put("description", "Described\n\n- point");
        expected.put("environment", "plain text");
        expected.put("issue_type", "Bug");
        expected.put("status", "Done");
        expected.put("status_category", "done");
        expected.put("priority", "High");
        expected.put("resolution", "Fixed");
        expected.put("labels", List.of("a", "b"));
        expected.put("components", List.of("core"));
        expected.put("fix_versions", List.of("2.1", "2.2"));
        expected.put("parent_key", "EE-0");
        expected.put("creator_id", "c1");
        expected.put("reporter_id", "r1");
        expected.put("reporter_name", "Reporter");
        expected.put("assignee_id", "a1");
        expected.put("assignee_name", "Assignee");
        expected.put("due_on", LocalDate.of(2025, 3, 9));
        expected.put("resolved_at", Instant.parse("2024-05-05T23:08:09.010Z"));
        expected.put("original_estimate_seconds", 3600L);
        expected.put("remaining_estimate_seconds", 1800L);
        expected.put("time_spent_seconds", 900L);
        assertThat(columns(JiraIssueTable.TABLE, row)).containsExactlyEntriesOf(expected);
        assertThat(row.id()).isEqualTo("10063");
        assertThat(row.owner()).isEqualTo("10003");
        assertThat(row.createdAt()).isEqualTo(Instant.parse("2020-06-12T00:13:13.360Z"));
        assertThat(row.updatedAt()).isEqualTo(Instant.parse("2021-03-28T08:06:08.713Z"));
        assertThat(row.contentHash()).isEqualTo(issue.hash());
        assertThat(row.raw()).isEqualTo(issue.canonical());
    }

    @Test
    void issueWithNothingInIt_hasOnlyNulls() {
        Row row = JiraIssueTable.row(RecordJson.of(json("{\"id\":\"1\",\"key\":null,\"fields\":{\"status\":null,\"labels\":null}}")), "1", "10003");

        assertThat(row.values()).hasSize(JiraIssueTable.TABLE.columns().size()).containsOnlyNulls();
        assertThat(row.createdAt()).isNull();
        assertThat(row.updatedAt()).isNull();
    }

    @Test
    void membersOfAnotherShape_areNull_andKeptInRaw() {
        Row row = JiraIssueTable.row(RecordJson.of(json("""
                {"id":"1","key":["x"],"fields":{"summary":{"a":1},"duedate":"tomorrow","created":"long ago","labels":"one",
                 "timespent":"much","status":"Done"}}""")), "1", "10003");

        assertThat(row.values()).containsOnlyNulls();
        assertThat(new String(row.raw(), java.nio.charset.StandardCharsets.UTF_8)).contains("tomorrow").contains("long ago").contains("much");
    }

    private static final String AUTHOR = "\"author\":{\"accountId\":\"p1\",\"displayName\":\"Person\"},\"created\":\"2024-01-01T00:00:00.000+0000\"";

    @Test
    void comment_fillsEveryColumn() {
        Row row = JiraTables.comment(RecordJson.of(json("{\"id\":\"7\"," + AUTHOR + ",\"updated\":\"2024-01-02T00:00:00.000+0000\",\"jsdPublic\":false,\"body\":" + ADF.formatted("Said") + "}")), "10063");

        assertThat(columns(JiraTables.COMMENT, row)).isEqualTo(Map.of("author_id", "p1", "author_name", "Person", "body", "Said\n\n- point", "is_public", false));
        assertThat(row.owner()).isEqualTo("10063");
        assertThat(row.updatedAt()).isEqualTo(Instant.parse("2024-01-02T00:00:00Z"));
    }

    @Test
    void worklog_fillsEveryColumn() {
        Row row = JiraTables.worklog(RecordJson.of(json("{\"id\":\"8\"," + AUTHOR + ",\"updated\":\"2024-01-02T00:00:00.000+0000\",\"started\":\"2023-12-31T22:00:00.000+0000\",\"timeSpentSeconds\":3600,\"comment\":\"done\"}")), "10063");

        assertThat(columns(JiraTables.WORKLOG, row)).isEqualTo(Map.of(
                "author_id", "p1", "author_name", "Person", "comment", "done", "started_at", Instant.parse("2023-12-31T22:00:00Z"), "time_spent_seconds", 3600L));
    }

    @Test
    void change_fillsEveryColumn() {
        Row row = JiraTables.change(RecordJson.of(json("{\"id\":\"9\"," + AUTHOR + ",\"items\":[{\"field\":\"status\",\"fromString\":\"Open\",\"toString\":\"Done\"},{\"field\":\"assignee\",\"fromString\":null,\"toString\":\"Person\"},{}]}")), "10063");

        assertThat(columns(JiraTables.CHANGE, row)).isEqualTo(Map.of(
                "author_id", "p1", "author_name", "Person", "fields", List.of("status", "assignee", "?"), "summary", "status: Open → Done\nassignee:  → Person\n?:  → "));
        assertThat(row.updatedAt()).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
    }

    @Test
    void project_fillsEveryColumn() {
        Row row = JiraTables.project(json("{\"id\":\"10003\",\"key\":\"EE\",\"name\":\"Enterprise\",\"projectTypeKey\":\"software\",\"style\":\"classic\",\"lead\":{\"accountId\":\"l1\",\"displayName\":\"Lead\"}}"), "example.atlassian.net", true);

        assertThat(columns(JiraTables.PROJECT, row)).isEqualTo(Map.of(
                "key", "EE", "name", "Enterprise", "project_type", "software", "style", "classic", "archived", true, "lead_id", "l1", "lead_name", "Lead"));
        assertThat(row.owner()).isEqualTo("example.atlassian.net");
    }
}
