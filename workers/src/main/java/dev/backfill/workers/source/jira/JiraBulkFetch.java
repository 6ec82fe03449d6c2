package dev.backfill.workers.source.jira;

import dev.backfill.store.page.RejectedRecord;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Fetches issues by id, and halves a batch that Jira or we stumble over until the record that is the reason is alone. Only while the
 * route itself works: in an outage nothing is halved, and no record is blamed.
 */
final class JiraBulkFetch {
    /** No issue has it; the route answers all the same while it works. */
    private static final String NO_ISSUE = "0";

    private final JiraClient jira;

    JiraBulkFetch(JiraClient jira) {
        this.jira = jira;
    }

    void fetch(List<String> ids, JiraIssues into) {
        JsonNode answer;
        try {
            answer = jira.fetchIssues(ids);
        } catch (SourceException failure) {
            if (!failure.isAboutContent() || !isServing()) {
                throw failure;
            }
            isolate(ids, failure, into);
            return;
        }
        requireAll(ids, answer);
        into.addAll(answer.path("issues"));
    }

    private void isolate(List<String> ids, SourceException failure, JiraIssues into) {
        if (ids.size() == 1) {
            into.reject(new RejectedRecord(ids.getFirst(), "cannot be fetched: " + failure.getMessage(), null));
            return;
        }
        fetch(ids.subList(0, ids.size() / 2), into);
        fetch(ids.subList(ids.size() / 2, ids.size()), into);
    }

    private boolean isServing() {
        try {
            jira.fetchIssues(List.of(NO_ISSUE));
            return true;
        } catch (SourceException outage) {
            return false;
        }
    }

    /** Every id that was asked for is either given or named as unknown. */
    private static void requireAll(List<String> ids, JsonNode answer) {
        Set<String> unaccounted = new HashSet<>(ids);
        answer.path("issues").forEach(issue -> unaccounted.remove(JiraValues.text(issue, "id")));
        answer.path("issueErrors").forEach(error -> unaccounted.remove(JiraValues.text(error, "id")));
        if (!unaccounted.isEmpty()) {
            throw SourceException.of(
                    FailureType.MALFORMED_ANSWER, "Jira left out " + unaccounted.size() + " of " + ids.size() + " issues without a word");
        }
    }
}
