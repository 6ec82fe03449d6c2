package dev.backfill.workers.source.jira;

import static dev.backfill.store.page.ColumnType.BIGINT;
import static dev.backfill.store.page.ColumnType.DATE;
import static dev.backfill.store.page.ColumnType.TEXT;
import static dev.backfill.store.page.ColumnType.TEXTS;
import static dev.backfill.store.page.ColumnType.TIMESTAMP;
import static dev.backfill.workers.source.JsonMembers.date;
import static dev.backfill.workers.source.JsonMembers.number;
import static dev.backfill.workers.source.JsonMembers.text;
import static dev.backfill.workers.source.jira.JiraValues.texts;
import static dev.backfill.workers.source.jira.JiraValues.time;

import dev.backfill.store.page.Column;
import dev.backfill.store.page.ColumnType;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.Table;
import dev.backfill.workers.source.RecordJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The table of issues: each column beside what fills it. */
final class JiraIssueTable {
    private record Filled(Column column, Function<JsonNode, @Nullable Object> value) {}

    /** From the issue's {@code fields}. */
    private static final List<Filled> FILLED = List.of(
            filled("summary", TEXT, fields -> text(fields, "summary")),
            filled("description", TEXT, fields -> AdfText.read(fields.get("description"))),
            filled("environment", TEXT, fields -> AdfText.read(fields.get("environment"))),
            filled("issue_type", TEXT, fields -> text(fields, "issuetype", "name")),
            filled("status", TEXT, fields -> text(fields, "status", "name")),
            filled("status_category", TEXT, fields -> text(fields, "status", "statusCategory", "key")),
            filled("priority", TEXT, fields -> text(fields, "priority", "name")),
            filled("resolution", TEXT, fields -> text(fields, "resolution", "name")),
            filled("labels", TEXTS, fields -> texts(fields, "labels")),
            filled("components", TEXTS, fields -> texts(fields, "components")),
            filled("fix_versions", TEXTS, fields -> texts(fields, "fixVersions")),
            filled("parent_key", TEXT, fields -> text(fields, "parent", "key")),
            filled("creator_id", TEXT, fields -> text(fields, "creator", "accountId")),
            filled("reporter_id", TEXT, fields -> text(fields, "reporter", "accountId")),
            filled("reporter_name", TEXT, fields -> text(fields, "reporter", "displayName")),
            filled("assignee_id", TEXT, fields -> text(fields, "assignee", "accountId")),
            filled("assignee_name", TEXT, fields -> text(fields, "assignee", "displayName")),
            filled("due_on", DATE, fields -> date(fields, "duedate")),
            filled("resolved_at", TIMESTAMP, fields -> time(fields, "resolutiondate")),
            filled("original_estimate_seconds", BIGINT, fields -> number(fields, "timeoriginalestimate")),
            filled("remaining_estimate_seconds", BIGINT, fields -> number(fields, "timeestimate")),
            filled("time_spent_seconds", BIGINT, fields -> number(fields, "timespent")));

    static final Table TABLE = new Table("jira", "issue", "project_id", false, columns());

    private JiraIssueTable() {}

    private static Filled filled(String name, ColumnType type, Function<JsonNode, @Nullable Object> value) {
        return new Filled(new Column(name, type), value);
    }

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("key", TEXT));
        FILLED.forEach(filled -> columns.add(filled.column()));
        return columns;
    }

    /**
     * @param id the issue's id, which the caller has found present
     * @param projectId where the issue says it is, or else where it was asked for
     */
    static Row row(RecordJson json, String id, String projectId) {
        JsonNode issue = json.content();
        JsonNode fields = issue.path("fields");
        List<@Nullable Object> values = new ArrayList<>();
        values.add(text(issue, "key"));
        FILLED.forEach(filled -> values.add(filled.value().apply(fields)));
        return new Row(
                id,
                projectId,
                time(fields, "created"),
                time(fields, "updated"),
                values,
                json.canonical(),
                json.hash(),
                json.cleaned());
    }
}
