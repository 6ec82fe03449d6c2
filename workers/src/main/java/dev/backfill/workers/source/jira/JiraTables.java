package dev.backfill.workers.source.jira;

import static dev.backfill.store.page.ColumnType.BIGINT;
import static dev.backfill.store.page.ColumnType.BOOLEAN;
import static dev.backfill.store.page.ColumnType.TEXT;
import static dev.backfill.store.page.ColumnType.TEXTS;
import static dev.backfill.store.page.ColumnType.TIMESTAMP;

import dev.backfill.store.page.Column;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.Table;
import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.RecordJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The tables of comments, worklogs, changes and projects, and their rows. The columns stand in {@code V1__issues.sql}. */
final class JiraTables {
    static final Table PROJECT = new Table(
            "jira",
            "project",
            "site",
            false,
            List.of(
                    new Column("key", TEXT),
                    new Column("name", TEXT),
                    new Column("project_type", TEXT),
                    new Column("style", TEXT),
                    new Column("archived", BOOLEAN),
                    new Column("lead_id", TEXT),
                    new Column("lead_name", TEXT)));
    static final Table COMMENT = part("comment",
            new Column("body", TEXT), new Column("is_public", BOOLEAN));
    static final Table WORKLOG = part("worklog",
            new Column("comment", TEXT), new Column("started_at", TIMESTAMP), new Column("time_spent_seconds", BIGINT));
    static final Table CHANGE = part("change",
            new Column("fields", TEXTS), new Column("summary", TEXT));

    private JiraTables() {}

    private static Table part(String name, Column... columns) {
        List<Column> all = new ArrayList<>(List.of(new Column("author_id", TEXT), new Column("author_name", TEXT)));
        all.addAll(Arrays.asList(columns));
        return new Table("jira", name, "issue_id", true, all);
    }

    static Row project(JsonNode found, String site, boolean archived) {
        RecordJson json = RecordJson.of(found);
        JsonNode project = json.content();
        return row(json, site, null, null, Arrays.asList(
                JsonMembers.text(project, "key"),
                JsonMembers.text(project, "name"),
                JsonMembers.text(project, "projectTypeKey"),
                JsonMembers.text(project, "style"),
                archived,
                JsonMembers.text(project, "lead", "accountId"),
                JsonMembers.text(project, "lead", "displayName")));
    }

    static Row comment(RecordJson json, String issueId) {
        return part(json, issueId, "updated", AdfText.read(json.content().get("body")), JsonMembers.flag(json.content(), "jsdPublic"));
    }

    static Row worklog(RecordJson json, String issueId) {
        JsonNode worklog = json.content();
        return part(
                json,
                issueId,
                "updated",
                AdfText.read(worklog.get("comment")),
                JiraValues.time(worklog, "started"),
                JsonMembers.number(worklog, "timeSpentSeconds"));
    }

    static Row change(RecordJson json, String issueId) {
        List<String> fields = new ArrayList<>();
        StringBuilder summary = new StringBuilder();
        for (JsonNode item : json.content().path("items")) {
            String field = Objects.requireNonNullElse(JsonMembers.text(item, "field"), "?");
            fields.add(field);
            summary.append(summary.isEmpty() ? "" : "\n").append(field).append(": ")
                    .append(Objects.requireNonNullElse(JsonMembers.text(item, "fromString"), "")).append(" → ")
                    .append(Objects.requireNonNullElse(JsonMembers.text(item, "toString"), ""));
        }
        return part(json, issueId, "created", fields, summary.toString());
    }

    private static Row part(RecordJson json, String issueId, String changed, @Nullable Object... values) {
        JsonNode part = json.content();
        List<@Nullable Object> all = new ArrayList<>();
        all.add(JsonMembers.text(part, "author", "accountId"));
        all.add(JsonMembers.text(part, "author", "displayName"));
        all.addAll(Arrays.asList(values));
        return row(json, issueId, JiraValues.time(part, "created"), JiraValues.time(part, changed), all);
    }

    private static Row row(
            RecordJson json, String owner, @Nullable Instant created, @Nullable Instant updated, List<@Nullable Object> values) {
        String id = Objects.requireNonNull(JsonMembers.text(json.content(), "id"), "id");
        return new Row(id, owner, created, updated, values, json.canonical(), json.hash(), json.cleaned());
    }
}
