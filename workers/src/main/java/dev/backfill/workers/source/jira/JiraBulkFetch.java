package dev.backfill.workers.source.jira;

import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Retries;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Gatherers;
import tools.jackson.databind.JsonNode;

/**
 * Asks for issues by id in bulk, and halves a batch that Jira or we stumble over until the record that is the reason is alone. Only while
 * the route itself works: in an outage nothing is halved, and no record is blamed.
 *
 * <p>By Jira's document, an issue in {@code issueErrors} exists and could not be given now, as the answer would grow too large or for
 * another reason that passes; one that does not exist or is not shown is in neither list.
 */
final class JiraBulkFetch {
    /** No issue has it; the route answers all the same while it works. */
    private static final String NO_ISSUE = "0";

    /** A bulk fetch, of whole issues or of some fields. */
    interface Request {
        JsonNode send(List<String> ids, Retries retries);
    }

    /** What becomes of each id: one of these is called, once. */
    interface Outcome {
        /** @param id under which it was asked for: this, or its key, if that was asked for */
        void given(String id, JsonNode issue);

        /** Jira says nothing of it. */
        void passedOver(String id);

        /** It exists, and Jira does not give it, also alone; in Jira's words. */
        void named(String id, String words);

        /** Jira or we stumble over it, also alone. */
        void failed(String id, SourceException failure);
    }

    private final Request request;
    private final AskedSize size = new AskedSize(JiraClient.MOST_ISSUES);

    JiraBulkFetch(Request request) {
        this.request = request;
    }

    /** @throws SourceException what is about none of these issues alone, such as an outage */
    void ask(List<String> ids, Outcome outcome) {
        inBatches(ids, size.get(), Retries.USUAL, outcome);
    }

    /** @return whether all came at once */
    private boolean inBatches(List<String> ids, int most, Retries retries, Outcome outcome) {
        boolean whole = true;
        for (List<String> batch : ids.stream().gather(Gatherers.windowFixed(most)).toList()) {
            whole &= batch(batch, retries, outcome);
        }
        return whole;
    }

    private boolean batch(List<String> ids, Retries retries, Outcome outcome) {
        JsonNode answer;
        try {
            answer = request.send(ids, retries);
        } catch (SourceException failure) {
            if (!failure.isAboutContent() || !isServing()) {
                throw failure;
            }
            return isolate(ids, failure, outcome);
        }
        return sort(ids, answer, outcome);
    }

    /** What fails here has failed often enough already: halves are tried once, and only a record that is alone a few times more. */
    private boolean isolate(List<String> ids, SourceException failure, Outcome outcome) {
        if (ids.size() == 1) {
            outcome.failed(ids.getFirst(), failure);
            return false;
        }
        boolean whole = true;
        int middle = ids.size() / 2;
        for (List<String> half : List.of(ids.subList(0, middle), ids.subList(middle, ids.size()))) {
            JsonNode answer;
            try {
                answer = request.send(half, half.size() == 1 ? Retries.FEW : Retries.NONE);
            } catch (SourceException again) {
                if (!again.isAboutContent() || (half.size() == 1 && !isServing())) {
                    throw again;
                }
                isolate(half, again, outcome);
                whole = false;
                continue;
            }
            whole &= sort(half, answer, outcome);
        }
        if (whole) {
            // No record was the reason, but how many there were.
            size.lower(middle);
        }
        return false;
    }

    private boolean sort(List<String> ids, JsonNode answer, Outcome outcome) {
        Set<String> open = new LinkedHashSet<>(ids);
        for (JsonNode issue : answer.path("issues")) {
            // One that was asked for by id and by key comes once.
            for (String name : ids) {
                if (isNamed(issue, name) && open.remove(name)) {
                    outcome.given(name, issue);
                }
            }
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (JsonNode error : answer.path("issueErrors")) {
            String id = JsonMembers.text(error, "id");
            if (id != null && open.remove(id)) {
                named.put(id, Objects.requireNonNullElse(JsonMembers.text(error, "errorMessage"), "no message"));
            }
        }
        open.forEach(outcome::passedOver);
        if (named.isEmpty()) {
            size.wentWell(ids.size());
            return true;
        }
        again(named, ids.size(), outcome);
        return false;
    }

    /** Jira takes keys whatever their case. */
    private static boolean isNamed(JsonNode issue, String idOrKey) {
        return idOrKey.equals(JsonMembers.text(issue, "id")) || idOrKey.equalsIgnoreCase(JsonMembers.text(issue, "key"));
    }

    /** Those named fewer at a time, as the answer may have been too large, and at last alone. */
    private void again(Map<String, String> named, int asked, Outcome outcome) {
        if (asked == 1) {
            named.forEach(outcome::named);
            return;
        }
        int fewer = asked / 2;
        if (inBatches(List.copyOf(named.keySet()), fewer, Retries.FEW, outcome)) {
            size.lower(fewer);
        }
    }

    private boolean isServing() {
        try {
            request.send(List.of(NO_ISSUE), Retries.FEW);
            return true;
        } catch (SourceException outage) {
            return false;
        }
    }
}
