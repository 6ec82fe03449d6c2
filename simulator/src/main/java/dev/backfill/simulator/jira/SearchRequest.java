package dev.backfill.simulator.jira;

import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.jira.site.FieldSelection;
import dev.backfill.simulator.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code /search/jql} was asked, by GET or by POST. A GET may have parameters that mean nothing to it, {@code startAt} among them; a
 * body with a member that it does not know is refused.
 *
 * @param token absent on the first page
 * @param changelog whether the changelog is to be inlined
 * @param exact ids that the index has to have caught up with
 */
record SearchRequest(String jql, Optional<String> token, int maxResults, List<String> fields, boolean changelog,
        Set<Long> exact) {

    private static final int DEFAULT_PAGE = 50;
    private static final Set<String> MEMBERS = Set.of("expand", "fields", "fieldsByKeys", "jql", "maxResults",
            "nextPageToken", "properties", "reconcileIssues");

    /** Reads a request; nothing when its body is no JSON object, or not one of this route. */
    static Optional<SearchRequest> read(HttpCall call) {
        if (call.method().equals("GET")) {
            return Optional.of(new SearchRequest(call.parameter("jql").orElse(""),
                    call.parameter("nextPageToken").filter(token -> !token.isEmpty()),
                    call.number("maxResults", DEFAULT_PAGE), call.list("fields"),
                    call.list("expand").contains("changelog"), ids(call.list("reconcileIssues"))));
        }
        return Json.object(call.body()).filter(SearchRequest::isOfThisRoute).map(SearchRequest::read);
    }

    /** Unlike elsewhere, {@code expand} is one text with commas. */
    private static boolean isOfThisRoute(ObjectNode body) {
        return MEMBERS.containsAll(body.propertyNames())
                && (!body.hasNonNull("expand") || body.get("expand").isString())
                && (!body.hasNonNull("fields") || body.get("fields").isArray())
                && (!body.hasNonNull("maxResults") || body.get("maxResults").isIntegralNumber());
    }

    private static SearchRequest read(ObjectNode body) {
        return new SearchRequest(body.path("jql").asString(""),
                Optional.ofNullable(body.get("nextPageToken")).filter(node -> !node.isNull() && !node.asString().isEmpty())
                        .map(node -> node.asString()),
                body.path("maxResults").asInt(DEFAULT_PAGE), Json.texts(body.get("fields")),
                Json.texts(body.get("expand")).contains("changelog"), ids(Json.texts(body.get("reconcileIssues"))));
    }

    private static Set<Long> ids(List<String> texts) {
        return texts.stream().filter(text -> text.matches("\\d{1,18}")).map(Long::parseLong)
                .collect(Collectors.toUnmodifiableSet());
    }

    FieldSelection selection() {
        return FieldSelection.of(fields, "id");
    }

    /** Whether ids and keys are all that is asked for, which makes for large pages. */
    boolean idsOnly() {
        return selection().outsideOnly() && !changelog;
    }

    /** The same for equal queries, whatever the page. */
    long fingerprint() {
        long hash = 1_125_899_906_842_597L;
        String text = jql + '\n' + new TreeSet<>(fields) + '\n' + maxResults;
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash;
    }
}
