package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.simulator.shared.ReadsShared;
import dev.backfill.simulator.shared.Shared;
import dev.backfill.standalone.SystemOptions;
import dev.backfill.standalone.part.JiraSite;
import dev.backfill.standalone.part.ProjectFolder;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Recorded issues, of a real site and invented ones, pulled whole: every stored column and {@code raw} against the files, read here by other means. */
class RecordedDataIT {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

    @Test
    @ReadsShared
    void everyColumn_andRaw_equalTheFiles(@TempDir Path home) {
        assertEqual(home, new RecordedData(Shared.data("jira")));
    }

    @Test
    void everyColumn_andRaw_equalTheFiles_whichAreInvented(@TempDir Path home) {
        assertEqual(home, new RecordedData(ProjectFolder.find().resolve("simulator/src/test/resources/recorded/jira")));
    }

    private static void assertEqual(Path home, RecordedData data) {
        SystemOptions options = SystemOptions.in(home).withWorkers(1).withJira(JiraSite.Simulated.recorded(data.jira()));
        try (SystemUnderTest system = new SystemUnderTest(options)) {
            system.assertVerified(system.awaitEnd(system.start("{\"days\":3650}")));

            List<JsonNode> issues = data.storable("issues.ndjson");
            assertThat(system.count("jira.issue")).isEqualTo(issues.size()).isPositive();
            issues.forEach(issue -> compareIssue(system, issue));
            compareProjects(system, data);
            assertThat(system.count("jira.issue where cardinality(cleaned) > 0"))
                    .as("issues that say what was cleaned")
                    .isEqualTo(data.lines("issues.ndjson").stream().filter(line -> line.contains(RecordedData.NUL)).count())
                    .isPositive();
            compareParts(system, issues, data);
        }
    }

    private static void compareIssue(SystemUnderTest system, JsonNode issue) {
        Map<String, Object> row = row(system, "issue", issue);
        JsonNode fields = issue.path("fields");
        Map<String, @Nullable Object> expected = new HashMap<>();
        expected.put("key", text(issue, "key"));
        expected.put("project_id", text(fields, "project", "id"));
        expected.put("summary", text(fields, "summary"));
        expected.put("description", text(fields, "description"));
        expected.put("environment", text(fields, "environment"));
        expected.put("issue_type", text(fields, "issuetype", "name"));
        expected.put("status", text(fields, "status", "name"));
        expected.put("status_category", text(fields, "status", "statusCategory", "key"));
        expected.put("priority", text(fields, "priority", "name"));
        expected.put("resolution", text(fields, "resolution", "name"));
        expected.put("labels", strings(fields.path("labels")));
        expected.put("components", names(fields.path("components")));
        expected.put("fix_versions", names(fields.path("fixVersions")));
        expected.put("parent_key", text(fields, "parent", "key"));
        expected.put("creator_id", text(fields, "creator", "accountId"));
        expected.put("reporter_id", text(fields, "reporter", "accountId"));
        expected.put("reporter_name", text(fields, "reporter", "displayName"));
        expected.put("assignee_id", text(fields, "assignee", "accountId"));
        expected.put("assignee_name", text(fields, "assignee", "displayName"));
        expected.put("due_on", text(fields, "duedate"));
        expected.put("resolved_at", time(fields, "resolutiondate"));
        expected.put("original_estimate_seconds", number(fields, "timeoriginalestimate"));
        expected.put("remaining_estimate_seconds", number(fields, "timeestimate"));
        expected.put("time_spent_seconds", number(fields, "timespent"));
        expected.put("source_created_at", time(fields, "created"));
        expected.put("source_updated_at", time(fields, "updated"));
        compare(row, expected, issue);
    }

    private static void compareProjects(SystemUnderTest system, RecordedData data) {
        for (JsonNode project : data.storable("projects.ndjson")) {
            Map<String, Object> row = row(system, "project", project);
            assertThat(row.get("key")).isEqualTo(text(project, "key"));
            assertThat(row.get("name")).isEqualTo(text(project, "name"));
            assertThat(row.get("project_type")).isEqualTo(text(project, "projectTypeKey"));
        }
    }

    private static void compareParts(SystemUnderTest system, List<JsonNode> issues, RecordedData data) {
        int comments = 0;
        int changes = 0;
        Map<String, JsonNode> worklogs = new HashMap<>();
        for (JsonNode issue : issues) {
            String id = text(issue, "id");
            for (JsonNode comment : issue.path("fields").path("comment").path("comments")) {
                comparePart(system, "comment", id, comment, Map.of("body", Objects.requireNonNull(text(comment, "body"))), "updated");
                comments++;
            }
            for (JsonNode change : issue.path("changelog").path("histories")) {
                comparePart(system, "change", id, change, Map.of("fields", fieldsOf(change)), "created");
                changes++;
            }
            issue.path("fields").path("worklog").path("worklogs").forEach(worklog -> worklogs.put(text(worklog, "id"), worklog));
            data.storable("worklogs.ndjson").stream()
                    .filter(worklog -> Objects.equals(text(worklog, "issueId"), id))
                    .forEach(worklog -> worklogs.put(text(worklog, "id"), worklog));
        }
        worklogs.values().forEach(worklog -> comparePart(system, "worklog", text(worklog, "issueId"), worklog, worklogColumns(worklog), "updated"));
        assertThat(system.count("jira.comment")).isEqualTo(comments).isPositive();
        assertThat(system.count("jira.change")).isEqualTo(changes).isPositive();
        assertThat(system.count("jira.worklog")).isEqualTo(worklogs.size()).isPositive();
    }

    private static Map<String, Object> worklogColumns(JsonNode worklog) {
        return Map.of(
                "started_at", Objects.requireNonNull(time(worklog, "started")),
                "time_spent_seconds", Objects.requireNonNull(number(worklog, "timeSpentSeconds")));
    }

    private static void comparePart(
            SystemUnderTest system, String table, @Nullable String issueId, JsonNode part, Map<String, Object> more, String updated) {
        Map<String, @Nullable Object> expected = new HashMap<>(more);
        expected.put("issue_id", issueId);
        expected.put("author_id", text(part, "author", "accountId"));
        expected.put("author_name", text(part, "author", "displayName"));
        expected.put("source_created_at", time(part, "created"));
        expected.put("source_updated_at", time(part, updated));
        compare(row(system, table, part), expected, part);
    }

    private static void compare(Map<String, Object> row, Map<String, @Nullable Object> expected, JsonNode source) {
        expected.forEach((column, value) -> assertThat(plain(row.get(column))).as("%s of %s", column, row.get("id")).isEqualTo(value));
        assertThat(SystemUnderTest.JSON.readTree(row.get("raw").toString())).as("raw of %s", row.get("id")).isEqualTo(source);
        assertThat(row.get("deleted_at")).isNull();
    }

    private static Map<String, Object> row(SystemUnderTest system, String table, JsonNode record) {
        return system.sql().sql("select * from jira." + table + " where id = :id").param("id", text(record, "id")).query().singleRow();
    }

    private static @Nullable Object plain(@Nullable Object value) {
        try {
            return switch (value) {
                case Timestamp timestamp -> timestamp.toInstant();
                case Array array -> List.of((Object[]) array.getArray());
                case Date date -> date.toString();
                case null, default -> value;
            };
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static @Nullable String text(JsonNode node, String... path) {
        JsonNode value = Arrays.stream(path).reduce(node, JsonNode::path, (one, other) -> other);
        return value.isString() ? value.asString() : null;
    }

    private static @Nullable Long number(JsonNode node, String name) {
        return node.path(name).isNumber() ? Long.valueOf(node.path(name).asLong()) : null;
    }

    private static @Nullable Instant time(JsonNode node, String name) {
        String text = text(node, name);
        return text == null ? null : OffsetDateTime.parse(text, TIME).toInstant();
    }

    private static @Nullable List<String> strings(JsonNode array) {
        return array.isArray() ? array.valueStream().map(JsonNode::asString).toList() : null;
    }

    private static @Nullable List<String> names(JsonNode array) {
        return array.isArray() ? array.valueStream().map(element -> element.path("name").asString()).toList() : null;
    }

    private static List<String> fieldsOf(JsonNode change) {
        List<String> fields = new ArrayList<>();
        change.path("items").forEach(item -> fields.add(item.path("field").asString()));
        return fields;
    }
}
