package dev.backfill.workers.source.jira;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.RejectedRecord;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.Table;
import dev.backfill.workers.source.RecordJson;
import dev.backfill.workers.source.SourcePartition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes a page of records of the issues in an answer. What cannot be used is rejected with its reason; the rest is kept. */
final class JiraIssues {
    private final JiraParts parts;
    private final SourcePartition partition;
    private final List<PageRecord> records = new ArrayList<>();
    private final List<RejectedRecord> rejected = new ArrayList<>();

    JiraIssues(JiraParts parts, SourcePartition partition) {
        this.parts = parts;
        this.partition = partition;
    }

    void addAll(JsonNode issues) {
        issues.forEach(this::add);
    }

    void reject(RejectedRecord record) {
        rejected.add(record);
    }

    private void add(JsonNode issue) {
        String id = JiraValues.text(issue, "id");
        if (id == null || !issue.path("fields").isObject()) {
            String what = id == null ? "the issue has no id" : "the issue has no fields";
            rejected.add(new RejectedRecord(id, what, MAPPER.writeValueAsBytes(issue)));
            return;
        }
        RecordJson json = RecordJson.of(issue, JiraParts.arraysIn(issue));
        Map<Table, List<Row>> rows = new LinkedHashMap<>();
        Set<Table> incomplete = new HashSet<>();
        for (JiraParts.Kind kind : JiraParts.KINDS) {
            JiraParts.Parts found = parts.of(json, id, kind);
            rows.put(kind.table(), found.rows());
            if (found.missing() > 0) {
                incomplete.add(kind.table());
                rejected.add(new RejectedRecord(id, kind.route() + ": Jira states a total of "
                        + (found.rows().size() + found.missing()) + ", but gives " + found.rows().size(), null));
            }
        }
        String projectId = Objects.requireNonNullElse(JiraValues.text(json.content(), "fields", "project", "id"), partition.id());
        records.add(new PageRecord(JiraIssueTable.row(json, id, projectId), rows, incomplete));
    }

    RecordPage page(long fetchOrder, @Nullable String nextCursor) {
        return new RecordPage(fetchOrder, JiraIssueTable.TABLE, records, rejected, nextCursor);
    }
}
