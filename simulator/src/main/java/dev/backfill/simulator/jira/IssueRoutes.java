package dev.backfill.simulator.jira;

import dev.backfill.simulator.fault.FaultKind;
import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.jira.site.FieldSelection;
import dev.backfill.simulator.jira.site.Issue;
import dev.backfill.simulator.jira.site.IssueView;
import dev.backfill.simulator.jira.site.Site;
import dev.backfill.simulator.json.Json;
import dev.backfill.simulator.json.JsonBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** {@code /issue/{idOrKey}} and {@code /issue/bulkfetch}. */
final class IssueRoutes {

    private static final int MOST = 100;
    private static final int USUAL_SIZE = 6_000;

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
        site.write(issue.get(), new IssueView(FieldSelection.of(call.list("fields"), "*all"),
                call.list("expand").contains("changelog"),
                IssueFaults.fire(faults, FaultKind.WRONG_TOTAL, "issue", ids)), out);
        return Answer.json(200, out.toBytes());
    }

    Answer bulk(HttpCall call, boolean loggedIn) {
        Optional<ObjectNode> body = Json.object(call.body());
        if (body.isEmpty()) {
            return JiraErrors.badBody();
        }
        List<String> wanted = Json.texts(body.get().get("issueIdsOrKeys"));
        if (wanted.isEmpty() || wanted.size() > MOST) {
            return JiraErrors.of(400, wanted.isEmpty() ? "The issueIdsOrKeys field must not be empty."
                    : "The number of issues requested exceeds the limit of 100.");
        }
        List<Issue> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        Set<Long> ids = new HashSet<>();
        for (String idOrKey : wanted) {
            site.find(idOrKey).filter(_ -> loggedIn).ifPresentOrElse(issue -> {
                // An issue asked for twice, by id and by key, comes once.
                if (ids.add(issue.id())) {
                    found.add(issue);
                }
            }, () -> missing.add(idOrKey));
        }
        if (!IssueFaults.fire(faults, FaultKind.POISON_RECORD, "issue/bulkfetch", ids).isEmpty()) {
            return JiraErrors.of(500, "Internal server error");
        }
        IssueView view = new IssueView(FieldSelection.of(Json.texts(body.get().get("fields")), "*navigable"),
                Json.texts(body.get().get("expand")).contains("changelog"),
                IssueFaults.fire(faults, FaultKind.WRONG_TOTAL, "issue/bulkfetch", ids));
        return Answer.json(200, write(found, missing, view));
    }

    private byte[] write(List<Issue> found, List<String> missing, IssueView view) {
        JsonBuffer out = new JsonBuffer(found.size() * USUAL_SIZE + 512);
        out.raw("{\"expand\":\"names,schema\",\"issues\":[");
        // The order is not promised; going from the end keeps clients from relying on it.
        for (int i = found.size() - 1; i >= 0; i--) {
            site.write(found.get(i), view, out);
            out.raw(i == 0 ? "" : ",");
        }
        out.raw("],\"issueErrors\":").raw(Json.bytes(missing.stream()
                .map(id -> Map.of("id", id, "errorMessage", JiraErrors.NO_ISSUE)).toList()));
        return out.raw('}').toBytes();
    }
}
