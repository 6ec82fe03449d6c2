package dev.backfill.workers.source.jira;

import dev.backfill.store.page.RejectedRecord;
import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.Location;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Retries;
import dev.backfill.workflows.failure.FailureType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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

    /** Whole issues. One that cannot be fetched is rejected. */
    void fetch(List<String> ids, JiraIssues into) {
        halving(ids, jira::fetchIssues, answer -> into.addAll(answer.path("issues")), (id, failure) ->
                into.reject(new RejectedRecord(id, "cannot be fetched: " + failure.getMessage(), null)));
    }

    /** Where issues are. One that cannot be fetched is there all the same. */
    Map<String, Location> locate(List<String> ids) {
        Map<String, Location> located = new HashMap<>();
        halving(ids, jira::locateIssues, answer -> answer.path("issues").forEach(issue -> {
            Location location = location(issue);
            if (location != null) {
                located.put(location.id(), location);
            }
        }), (id, failure) -> located.put(id, new Location(id, null, null)));
        return located;
    }

    private static @Nullable Location location(JsonNode issue) {
        String id = JsonMembers.text(issue, "id");
        return id == null
                ? null
                : new Location(id, JsonMembers.text(issue, "fields", "project", "id"), JiraValues.time(issue, "fields", "created"));
    }

    /** Where issues are, by id or key. Jira finds a moved issue by its earlier key as well, but gives it under its present one. */
    Map<String, Location> resolve(List<String> names) {
        Map<String, Location> resolved = new HashMap<>();
        Set<String> open = new LinkedHashSet<>(names);
        try {
            JsonNode answer = jira.locateIssues(names, Retries.USUAL);
            answer.path("issues").forEach(issue -> List.of("id", "key").forEach(member -> {
                Location location = location(issue);
                String name = JsonMembers.text(issue, member);
                if (location != null && name != null && open.remove(name)) {
                    resolved.put(name, location);
                }
            }));
            answer.path("issueErrors").forEach(error -> open.remove(JsonMembers.text(error, "id")));
        } catch (SourceException failure) {
            requireAboutContent(failure);
        }
        open.forEach(name -> resolveAlone(name, resolved));
        return resolved;
    }

    private void resolveAlone(String name, Map<String, Location> resolved) {
        try {
            JsonNode answer = jira.locateIssues(List.of(name), Retries.FEW);
            Location location = location(answer.path("issues").path(0));
            if (location != null) {
                resolved.put(name, location);
            } else if (answer.path("issueErrors").isEmpty()) {
                throw SourceException.of(FailureType.MALFORMED_ANSWER, "Jira says nothing of an issue that it was asked for");
            }
        } catch (SourceException failure) {
            requireAboutContent(failure);
            resolved.put(name, new Location(name, null, null));
        }
    }

    private void requireAboutContent(SourceException failure) {
        if (!failure.isAboutContent() || !isServing()) {
            throw failure;
        }
    }

    private void halving(List<String> ids, Request request, Consumer<JsonNode> accept, BiConsumer<String, SourceException> blame) {
        try {
            accept.accept(answer(ids, request, Retries.USUAL));
        } catch (SourceException failure) {
            requireAboutContent(failure);
            isolate(ids, failure, request, accept, blame);
        }
    }

    /** What fails here has failed often enough already: halves are tried once, and only a record that is alone a few times more. */
    private void isolate(
            List<String> ids,
            SourceException failure,
            Request request,
            Consumer<JsonNode> accept,
            BiConsumer<String, SourceException> blame) {
        if (ids.size() == 1) {
            blame.accept(ids.getFirst(), failure);
            return;
        }
        int middle = ids.size() / 2;
        for (List<String> half : List.of(ids.subList(0, middle), ids.subList(middle, ids.size()))) {
            JsonNode answer;
            try {
                answer = answer(half, request, half.size() == 1 ? Retries.FEW : Retries.NONE);
            } catch (SourceException again) {
                if (!again.isAboutContent() || (half.size() == 1 && !isServing())) {
                    throw again;
                }
                isolate(half, again, request, accept, blame);
                continue;
            }
            accept.accept(answer);
        }
    }

    private interface Request {
        JsonNode send(List<String> ids, Retries retries);
    }

    private static JsonNode answer(List<String> ids, Request request, Retries retries) {
        JsonNode answer = request.send(ids, retries);
        requireAll(ids, answer);
        return answer;
    }

    private boolean isServing() {
        try {
            jira.fetchIssues(List.of(NO_ISSUE), Retries.FEW);
            return true;
        } catch (SourceException outage) {
            return false;
        }
    }

    /** Every id that was asked for is either given or named as unknown. */
    private static void requireAll(List<String> ids, JsonNode answer) {
        Set<String> unaccounted = new HashSet<>(ids);
        answer.path("issues").forEach(issue -> unaccounted.remove(JsonMembers.text(issue, "id")));
        answer.path("issueErrors").forEach(error -> unaccounted.remove(JsonMembers.text(error, "id")));
        if (!unaccounted.isEmpty()) {
            throw SourceException.of(
                    FailureType.MALFORMED_ANSWER, "Jira left out " + unaccounted.size() + " of " + ids.size() + " issues without a word");
        }
    }
}
