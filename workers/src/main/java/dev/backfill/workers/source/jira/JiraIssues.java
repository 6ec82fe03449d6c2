package dev.backfill.workers.source.jira;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.RejectedRecord;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.StoredRecord;
import dev.backfill.store.page.Table;
import dev.backfill.store.page.Withheld;
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

/** Makes a page of records of the issues in answers. What cannot be used is rejected with its reason; the rest is kept. */
final class JiraIssues implements JiraBulkFetch.Outcome {
    private final JiraParts parts;
    private final JiraIssueAlone alone;
    private final SourcePartition partition;
    private final List<PageRecord> records = new ArrayList<>();
    private final List<RejectedRecord> rejected = new ArrayList<>();
    private final List<Withheld> withheld = new ArrayList<>();

    JiraIssues(JiraParts parts, JiraIssueAlone alone, SourcePartition partition) {
        this.parts = parts;
        this.alone = alone;
        this.partition = partition;
    }

    @Override
    public void given(String id, JsonNode issue) {
        if (!issue.path("fields").isObject()) {
            rejected.add(new RejectedRecord(id, "the issue has no fields", MAPPER.writeValueAsBytes(issue)));
            return;
        }
        RecordJson json = RecordJson.of(issue, JiraParts.arraysIn(issue));
        IssueParts found = new IssueParts(new LinkedHashMap<>(), new HashSet<>(), new ArrayList<>(), new ArrayList<>());
        for (JiraParts.Kind kind : JiraParts.KINDS) {
            if (!add(found, json, id, kind)) {
                return;
            }
        }
        rejected.addAll(found.rejected());
        withheld.addAll(found.withheld());
        String projectId = Objects.requireNonNullElse(JsonMembers.text(json.content(), "fields", "project", "id"), partition.id());
        records.add(new PageRecord(JiraIssueTable.row(json, id, projectId), found.rows(), found.incomplete()));
    }

    private record IssueParts(
            Map<Table, List<Row>> rows, Set<Table> incomplete, List<RejectedRecord> rejected, List<Withheld> withheld) {}

    /**
     * A route that refuses says nothing of the issue, which is asked for itself: the worklogs of an issue that is there are refused where
     * time tracking is off.
     *
     * @return false if the issue was deleted while its parts were fetched: it is as if it had been gone before
     */
    private boolean add(IssueParts issue, RecordJson json, String id, JiraParts.Kind kind) {
        JiraParts.Parts found;
        try {
            found = parts.of(json, id, kind);
        } catch (SourceException failure) {
            boolean refused = JiraAnswers.isRefusal(failure);
            if (!refused && !failure.isAboutContent()) {
                throw failure;
            }
            if (refused && alone.locate(id).isGone()) {
                return false;
            }
            if (refused) {
                issue.withheld().add(new Withheld(id, kind.route(), String.valueOf(failure.getMessage())));
            } else {
                issue.rejected().add(new RejectedRecord(id, kind.route() + " cannot be fetched: " + failure.getMessage(), null));
            }
            issue.incomplete().add(kind.table());
            issue.rows().put(kind.table(), JiraParts.inlined(json, id, kind));
            return true;
        }
        issue.rows().put(kind.table(), found.rows());
        if (found.doubt() != null) {
            issue.incomplete().add(kind.table());
            issue.rejected().add(new RejectedRecord(id, kind.route() + ": " + found.doubt(), null));
        }
        return true;
    }

    @Override
    public void passedOver(String id) {
        JiraIssueAlone.Told told = alone.fetch(id);
        JsonNode issue = told.issue();
        if (issue != null) {
            givenAlone(id, issue);
        } else if (told.failure() != null && told.failure().type() == FailureType.PERMISSION) {
            withheld.add(new Withheld(id, null, told.reason()));
        } else if (!told.isGone()) {
            reject(id, told.reason());
        }
    }

    /** It may be given alone, where it is too much for a bulk fetch. */
    @Override
    public void named(String id, String words) {
        JsonNode issue = alone.fetch(id).issue();
        if (issue != null) {
            givenAlone(id, issue);
        } else {
            reject(id, words);
        }
    }

    @Override
    public void failed(String id, SourceException failure) {
        reject(id, String.valueOf(failure.getMessage()));
    }

    private void givenAlone(String id, JsonNode issue) {
        if (id.equals(JsonMembers.text(issue, "id"))) {
            given(id, issue);
        } else {
            rejected.add(new RejectedRecord(id, "Jira gives another issue, or one without an id", MAPPER.writeValueAsBytes(issue)));
        }
    }

    private void reject(String id, String why) {
        rejected.add(new RejectedRecord(id, "cannot be fetched: " + why, null));
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
        return new RecordPage(
                fetchOrder, JiraIssueTable.TABLE, records, rejected, List.of(), List.of(), withheld, nextCursor);
    }
}
