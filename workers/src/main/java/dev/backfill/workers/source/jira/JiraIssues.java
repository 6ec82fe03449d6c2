package dev.backfill.workers.source.jira;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.RejectedRecord;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.StoredRecord;
import dev.backfill.store.page.Table;
import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.RecordJson;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workflows.failure.FailureType;
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
        issues.forEach(this::addUnlessGone);
    }

    /** One that was deleted while its parts were fetched is as if it had been gone before. */
    private void addUnlessGone(JsonNode issue) {
        try {
            add(issue);
        } catch (SourceException failure) {
            if (failure.type() != FailureType.NOT_FOUND) {
                throw failure;
            }
        }
    }

    void reject(RejectedRecord record) {
        rejected.add(record);
    }

    private void add(JsonNode issue) {
        String id = JsonMembers.text(issue, "id");
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
        String projectId = Objects.requireNonNullElse(JsonMembers.text(json.content(), "fields", "project", "id"), partition.id());
        records.add(new PageRecord(JiraIssueTable.row(json, id, projectId), rows, incomplete));
    }

    /** The same rows as when it was fetched: the parts that Jira did not inline are stored beside it. */
    static PageRecord derive(StoredRecord stored) {
        Map<Table, List<Row>> rows = new LinkedHashMap<>();
        for (JiraParts.Kind kind : JiraParts.KINDS) {
            rows.put(kind.table(), stored.parts().getOrDefault(kind.table(), List.of()).stream()
                    .map(part -> kind.row().apply(RecordJson.of(MAPPER.readTree(part.raw())), stored.id()))
                    .toList());
        }
        RecordJson issue = RecordJson.of(MAPPER.readTree(stored.raw()));
        if (!stored.id().equals(JsonMembers.text(issue.content(), "id")) || !issue.content().path("fields").isObject()) {
            throw new IllegalStateException("its stored content is not this issue");
        }
        return new PageRecord(JiraIssueTable.row(issue, stored.id(), stored.owner()), rows, Set.of());
    }

    RecordPage page(long fetchOrder, @Nullable String nextCursor) {
        return new RecordPage(fetchOrder, JiraIssueTable.TABLE, records, rejected, nextCursor);
    }
}
