package dev.backfill.simulator.jira;

import dev.backfill.simulator.fault.FaultKind;
import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.jira.site.FieldSelection;
import dev.backfill.simulator.jira.site.Issue;
import dev.backfill.simulator.jira.site.IssueView;
import dev.backfill.simulator.jira.site.PartKind;
import dev.backfill.simulator.jira.site.Site;
import dev.backfill.simulator.json.Json;
import dev.backfill.simulator.json.JsonBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** {@code /issue/{idOrKey}} and {@code /issue/bulkfetch}. */
final class IssueRoutes {

    private static final int MOST = 100;
    private static final int USUAL_SIZE = 6_000;
    private static final Set<String> LISTS = Set.of("expand", "fields", "issueIdsOrKeys", "properties");
    private static final Set<String> MEMBERS = Set.of("expand", "fields", "fieldsByKeys", "issueIdsOrKeys", "properties");

    private final Site site;
    private final Faults faults;

    IssueRoutes(Site site, Faults faults) {
        this.site = site;
        this.faults = faults;
    }

    Answer one(String idOrKey, HttpCall call) {
        Optional<Issue> issue = site.find(idOrKey);
        if (issue.isEmpty()) {
            return JiraErrors.noIssue();
        }
        Set<Long> ids = Set.of(issue.get().id());
        if (!IssueFaults.fire(faults, FaultKind.POISON_RECORD, "issue", ids).isEmpty()) {
            return JiraErrors.of(500, "Internal server error");
        }
        JsonBuffer out = new JsonBuffer(USUAL_SIZE);
        FieldSelection fields = IssueFaults.hideWorklogs(faults, "issue", FieldSelection.of(call.list("fields"), "*all"));
        site.write(issue.get(), new IssueView(fields,
                call.list("expand").contains("changelog") ? IssueView.CHANGES_ALONE : 0,
                IssueFaults.fire(faults, FaultKind.WRONG_TOTAL, "issue", ids)), out);
        return Answer.json(200, out.toBytes());
    }

    Answer bulk(HttpCall call, boolean loggedIn) {
        Optional<ObjectNode> body = Json.object(call.body()).filter(IssueRoutes::isOfThisRoute);
        if (body.isEmpty()) {
            return JiraErrors.badBody();
        }
        List<String> wanted = Json.texts(body.get().get("issueIdsOrKeys"));
        if (wanted.isEmpty() || wanted.size() > MOST) {
            return JiraErrors.of(400, wanted.isEmpty() ? "The issueIdsOrKeys field must not be empty."
                    : "The number of issues requested exceeds the limit of 100.");
        }
        return JiraErrors.tooMany(faults, "issue/bulkfetch", wanted.size())
                .orElseGet(() -> bulk(body.get(), loggedIn ? found(wanted) : new TreeMap<>(), wanted.size()));
    }

    private static boolean isOfThisRoute(ObjectNode body) {
        return MEMBERS.containsAll(body.propertyNames())
                && LISTS.stream().allMatch(list -> !body.hasNonNull(list) || body.get(list).isArray());
    }

    /** By id: an issue asked for twice, by id and by key, comes once. What is not there, or not to be seen, is passed over. */
    private SortedMap<Long, Issue> found(List<String> wanted) {
        SortedMap<Long, Issue> found = new TreeMap<>();
        wanted.forEach(idOrKey -> site.find(idOrKey).ifPresent(issue -> found.put(issue.id(), issue)));
        found.keySet().removeAll(IssueFaults.fire(faults, FaultKind.PASSED_OVER, "issue/bulkfetch", found.keySet()));
        return found;
    }

    private Answer bulk(ObjectNode body, SortedMap<Long, Issue> found, int asked) {
        if (!IssueFaults.fire(faults, FaultKind.POISON_RECORD, "issue/bulkfetch", found.keySet()).isEmpty()) {
            return JiraErrors.of(500, "Internal server error");
        }
        FieldSelection fields = IssueFaults.hideWorklogs(
                faults, "issue/bulkfetch", FieldSelection.of(Json.texts(body.get("fields")), "*navigable"));
        IssueView view = new IssueView(fields,
                Json.texts(body.get("expand")).contains("changelog") ? PartKind.CHANGE.inlined() : 0,
                IssueFaults.fire(faults, FaultKind.WRONG_TOTAL, "issue/bulkfetch", found.keySet()));
        Map<Long, String> errors = IssueFaults.errors(faults, "issue/bulkfetch", found.keySet(), asked);
        found.keySet().removeAll(errors.keySet());
        return Answer.json(200, write(found.values(), errors, view));
    }

    private byte[] write(Collection<Issue> found, Map<Long, String> errors, IssueView view) {
        JsonBuffer out = new JsonBuffer(found.size() * USUAL_SIZE + 512);
        out.raw("{\"expand\":\"names,schema\",\"issues\":[");
        for (Issue issue : found) {
            out.raw(out.last() == '[' ? "" : ",");
            site.write(issue, view, out);
        }
        out.raw("],\"issueErrors\":").raw(Json.bytes(errors.entrySet().stream()
                .map(error -> Map.of("id", Long.toString(error.getKey()), "errorMessage", error.getValue())).toList()));
        return out.raw('}').toBytes();
    }
}
