package dev.backfill.simulator.jira;

import dev.backfill.simulator.fault.Fault;
import dev.backfill.simulator.fault.FaultKind;
import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.jira.site.Issue;
import dev.backfill.simulator.jira.site.PartKind;
import dev.backfill.simulator.jira.site.Site;
import dev.backfill.simulator.json.Json;
import dev.backfill.simulator.json.JsonBuffer;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The lists that an issue cuts: {@code comment}, {@code worklog}, {@code changelog}, and changelogs of many issues. */
final class PartRoutes {

    private static final int MOST_IN_LIST = 5_000;
    private static final int MOST_CHANGES = 100;
    private static final int USUAL_PAGE = 100;
    private static final int MOST_BULK_CHANGES = 10_000;
    private static final int MOST_BULK_ISSUES = 1_000;
    private static final int DEFAULT_BULK_CHANGES = 1_000;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

    private final Site site;
    private final Faults faults;

    PartRoutes(Site site, Faults faults) {
        this.site = site;
        this.faults = faults;
    }

    Answer list(PartKind kind, String idOrKey, HttpCall call) {
        String route = "issue/" + kind.route();
        return site.find(idOrKey)
                .map(issue -> IssueFaults.refusal(faults, route, issue.id()).orElseGet(() -> page(kind, route, issue, call)))
                .orElseGet(JiraErrors::noIssue);
    }

    private Answer page(PartKind kind, String route, Issue issue, HttpCall call) {
        String order = call.parameter("orderBy").orElse("created");
        if (kind == PartKind.COMMENT && !order.matches("[-+]?created")) {
            return JiraErrors.of(400, "The value '%s' is not valid for 'orderBy'.".formatted(order));
        }
        int most = kind == PartKind.CHANGE ? MOST_CHANGES : MOST_IN_LIST;
        int asked = call.number("maxResults", kind == PartKind.WORKLOG ? most : USUAL_PAGE);
        return JiraErrors.tooMany(faults, route, asked).orElseGet(() -> page(kind, route, issue,
                kind == PartKind.COMMENT && order.startsWith("-"), Math.max(0, call.number("startAt", 0)), Math.clamp(asked, 0, most)));
    }

    private Answer page(PartKind kind, String route, Issue issue, boolean reversed, int start, int size) {
        int total = site.parts().total(kind, issue);
        int end = Math.min(total, start + size);
        Optional<Fault> noTotal = faults.fire(FaultKind.NO_TOTAL, route);
        JsonBuffer out = new JsonBuffer(Math.max(0, end - start) * 1_000 + 256);
        out.raw("{\"startAt\":").number(start).raw(",\"maxResults\":").number(size);
        if (noTotal.isEmpty()) {
            out.raw(",\"total\":").number(announced(kind, issue, total));
        }
        if (kind == PartKind.CHANGE && noTotal.filter(fault -> fault.has("noLast")).isEmpty()) {
            out.raw(",\"isLast\":").raw(Boolean.toString(end >= total));
        }
        out.raw(',').name(kind == PartKind.CHANGE ? "values" : kind.inlineName()).raw('[');
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
            return JiraErrors.of(400, wanted.isEmpty() ? "The issueIdsOrKeys field must not be empty."
                    : "You may only load changelogs for a maximum of 1,000 issues by ID or key at a time.");
        }
        int size = body.get().path("maxResults").asInt(DEFAULT_BULK_CHANGES);
        if (size < 1 || size > MOST_BULK_CHANGES) {
            return JiraErrors.of(400, "The value of 'maxResults' must be between 1 and 10000.");
        }
        Optional<BulkPosition> start = BulkPosition.read(body.get().path("nextPageToken").asString(""), wanted);
        if (start.isEmpty()) {
            return JiraErrors.of(400, "The provided next page token is invalid or has expired.");
        }
        Stream<Issue> issues = wanted.stream().flatMap(id -> site.find(id).stream()).filter(_ -> loggedIn).distinct();
        return Answer.json(changes(issues.flatMap(this::changes).sorted().toList(), wanted, start.get().change(), size));
    }

    /** One change of an issue; the oldest first, then by issue. */
    private record Change(long created, long issue, int position, ObjectNode json) implements Comparable<Change> {
        @Override
        public int compareTo(Change other) {
            return ORDER.compare(this, other);
        }
    }

    private static final Comparator<Change> ORDER =
            Comparator.comparingLong(Change::created).thenComparingLong(Change::issue).thenComparingInt(Change::position);

    /** Here, {@code created} is a number, though Jira's schema says otherwise: so it was measured, in milliseconds. */
    private Stream<Change> changes(Issue issue) {
        return IntStream.range(0, site.parts().total(PartKind.CHANGE, issue)).mapToObj(position -> {
            JsonBuffer out = new JsonBuffer(1_000);
            site.parts().write(PartKind.CHANGE, issue, position, out);
            ObjectNode json = Json.object(out.toBytes()).orElseThrow();
            long created = OffsetDateTime.parse(json.path("created").asString(), DATE).toInstant().toEpochMilli();
            return new Change(created, issue.id(), position, json.put("created", created));
        });
    }

    /** An issue without changes on the page is not on it. */
    private static ObjectNode changes(List<Change> all, List<String> wanted, int start, int size) {
        List<Change> page = all.subList(Math.min(start, all.size()), Math.min(start + size, all.size()));
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ArrayNode logs = answer.putArray("issueChangeLogs");
        page.stream().collect(Collectors.groupingBy(Change::issue, LinkedHashMap::new, Collectors.toList())).forEach((issue, changes) -> {
            ArrayNode histories = logs.addObject().put("issueId", Long.toString(issue)).putArray("changeHistories");
            changes.forEach(change -> histories.add(change.json()));
        });
        if (start + size < all.size()) {
            answer.put("nextPageToken", new BulkPosition(start + size).encode(wanted));
        }
        return answer;
    }
}
