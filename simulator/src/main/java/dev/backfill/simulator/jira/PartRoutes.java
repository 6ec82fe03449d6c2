package dev.backfill.simulator.jira;

import dev.backfill.simulator.fault.FaultKind;
import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.jira.site.Issue;
import dev.backfill.simulator.jira.site.PartKind;
import dev.backfill.simulator.jira.site.Site;
import dev.backfill.simulator.json.Json;
import dev.backfill.simulator.json.JsonBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The lists that an issue cuts: {@code comment}, {@code worklog}, {@code changelog}, and changelogs of many issues. */
final class PartRoutes {

    private static final int MOST_IN_LIST = 5_000;
    private static final int MOST_CHANGES = 100;
    private static final int USUAL_PAGE = 100;
    private static final int MOST_BULK_CHANGES = 10_000;
    private static final int MOST_BULK_ISSUES = 1_000;
    private static final int DEFAULT_BULK_CHANGES = 1_000;

    private final Site site;
    private final Faults faults;

    PartRoutes(Site site, Faults faults) {
        this.site = site;
        this.faults = faults;
    }

    Answer list(PartKind kind, String idOrKey, HttpCall call) {
        return site.find(idOrKey).map(issue -> page(kind, issue, call)).orElseGet(JiraErrors::noIssue);
    }

    private Answer page(PartKind kind, Issue issue, HttpCall call) {
        String order = call.parameter("orderBy").orElse("created");
        if (kind == PartKind.COMMENT && !order.matches("[-+]?created")) {
            return JiraErrors.of(400, "The value '%s' is not valid for 'orderBy'.".formatted(order));
        }
        boolean reversed = kind == PartKind.COMMENT && order.startsWith("-");
        int most = kind == PartKind.CHANGE ? MOST_CHANGES : MOST_IN_LIST;
        int size = Math.clamp(call.number("maxResults", kind == PartKind.WORKLOG ? most : USUAL_PAGE), 0, most);
        int total = site.parts().total(kind, issue);
        int start = Math.max(0, call.number("startAt", 0));
        int end = Math.min(total, start + size);
        JsonBuffer out = new JsonBuffer(Math.max(0, end - start) * 1_000 + 256);
        out.raw("{\"startAt\":").number(start).raw(",\"maxResults\":").number(size).raw(",\"total\":")
                .number(announced(kind, issue, total));
        if (kind == PartKind.CHANGE) {
            out.raw(",\"isLast\":").raw(Boolean.toString(end >= total)).raw(",\"values\":[");
        } else {
            out.raw(',').name(kind.inlineName()).raw('[');
        }
        for (int i = start; i < end; i++) {
            out.raw(i == start ? "" : ",");
            site.parts().write(kind, issue, reversed ? total - 1 - i : i, out);
        }
        return Answer.json(200, out.raw("]}").toBytes());
    }

    private int announced(PartKind kind, Issue issue, int total) {
        boolean wrong = kind == PartKind.COMMENT
                && !IssueFaults.fire(faults, FaultKind.WRONG_TOTAL, "issue/comment", Set.of(issue.id())).isEmpty();
        return wrong ? total + 1 : total;
    }

    Answer bulkChanges(HttpCall call, boolean loggedIn) {
        Optional<ObjectNode> body = Json.object(call.body());
        if (body.isEmpty()) {
            return JiraErrors.badBody();
        }
        List<String> wanted = Json.texts(body.get().get("issueIdsOrKeys"));
        if (wanted.isEmpty() || wanted.size() > MOST_BULK_ISSUES) {
            return JiraErrors.of(400, "The issueIdsOrKeys field must hold 1 to 1000 elements.");
        }
        int size = Math.clamp(body.get().path("maxResults").asInt(DEFAULT_BULK_CHANGES), 1, MOST_BULK_CHANGES);
        Optional<BulkPosition> start = BulkPosition.read(body.get().path("nextPageToken").asString(""), wanted);
        if (start.isEmpty()) {
            return JiraErrors.of(400, "The provided next page token is invalid or has expired.");
        }
        List<Issue> issues = wanted.stream().flatMap(id -> site.find(id).stream()).filter(_ -> loggedIn)
                .distinct().toList();
        return Answer.json(200, changes(issues, wanted, start.get(), size));
    }

    private byte[] changes(List<Issue> issues, List<String> wanted, BulkPosition start, int size) {
        JsonBuffer out = new JsonBuffer(16_384).raw("{\"issueChangeLogs\":[");
        int left = size;
        int issue = start.issue();
        int change = start.change();
        while (issue < issues.size() && left > 0) {
            int total = site.parts().total(PartKind.CHANGE, issues.get(issue));
            int end = Math.min(total, change + left);
            out.raw(out.last() == '[' ? "" : ",").raw("{\"issueId\":\"").number(issues.get(issue).id())
                    .raw("\",\"changeHistories\":[");
            for (int i = change; i < end; i++) {
                out.raw(i == change ? "" : ",");
                site.parts().write(PartKind.CHANGE, issues.get(issue), i, out);
            }
            out.raw("]}");
            left -= Math.max(0, end - change);
            change = end < total ? end : 0;
            issue += end < total ? 0 : 1;
        }
        out.raw(']');
        if (issue < issues.size()) {
            out.raw(",\"nextPageToken\":").string(new BulkPosition(issue, change).encode(wanted));
        }
        return out.raw('}').toBytes();
    }
}
