package dev.backfill.workers.source.jira;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.store.budget.RequestBudget;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.observation.WorkersMetrics;
import dev.backfill.workers.source.SourceFixture;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workers.source.StandInVendor;
import dev.backfill.workers.source.StandInVendor.Call;
import dev.backfill.workers.source.StandInVendor.Reply;
import dev.backfill.workers.source.http.SourceHttp;
import dev.backfill.workflows.source.DateRange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A Jira of one project that answers as Atlassian's document says, and in whose answers a test changes what it is about. */
final class StandInJira implements AutoCloseable {
    static final SourcePartition ATLAS = new SourcePartition("700", "ATLAS");
    static final DateRange RANGE = new DateRange(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-09-01T00:00:00Z"));
    static final String API = "/rest/api/3/";

    final StandInVendor vendor = new StandInVendor();
    /** What exists and may be seen, by id. */
    final TreeMap<Integer, ObjectNode> issues = new TreeMap<>();
    /** What every search lists; null for all that exists. */
    Collection<Integer> listed;
    /** What a bulk fetch names in {@code issueErrors}, and in how large batches at least. */
    final Set<Integer> named = new TreeSet<>();
    int namedFrom = 1;

    StandInJira() {
        on("GET", "myself", call -> ok(MAPPER.createObjectNode().put("accountId", "1")));
        on("GET", "project/search", call -> ok(projects("ARCHIVED".equalsIgnoreCase(call.query().get("status")) ? List.of() : List.of(ATLAS))));
        on("GET", "project/700", call -> ok(project(ATLAS)));
        on("POST", "search/jql", call -> ok(search()));
        on("POST", "search/approximate-count", call -> ok(MAPPER.createObjectNode().put("count", listedNow().size())));
        on("POST", "issue/bulkfetch", call -> ok(bulk(asked(call))));
        on("GET", "issue/([^/]+)", call -> one(call.parts().getFirst()));
        for (String part : List.of("comment", "worklog", "changelog")) {
            on("GET", "issue/([^/]+)/" + part, call -> parts(call, part));
        }
    }

    StandInJira on(String method, String route, Function<Call, Reply> answer) {
        vendor.on(method, API + route, answer);
        return this;
    }

    JiraSource source() {
        RequestBudget budget = new RequestBudget(TestDatabase.pool(), "jira", 10_000);
        WorkersMetrics metrics = new WorkersMetrics(new SimpleMeterRegistry());
        return new JiraSource(
                new SourceHttp(SourceFixture.SETTINGS, budget, Clock.systemUTC(), "jira", metrics),
                new JiraProperties(vendor.address(), "reader@example.com", "secret", 10_000));
    }

    long requests(String route) {
        return vendor.calls(API + route).size();
    }

    static Reply ok(JsonNode json) {
        return new Reply(200, json.toString());
    }

    static Reply refusal(int status, String words) {
        ObjectNode error = MAPPER.createObjectNode();
        error.putArray("errorMessages").add(words);
        error.putObject("errors");
        return new Reply(status, error.toString());
    }

    /** An issue without parts. */
    ObjectNode issue(int id) {
        ObjectNode issue = MAPPER.createObjectNode().put("id", Integer.toString(id)).put("key", "ATLAS-" + id);
        ObjectNode fields = issue.putObject("fields");
        fields.put("summary", "Crate " + id).put("created", "2026-03-01T08:00:00.000+0000").put("updated", "2026-03-02T09:30:00.000+0000");
        fields.putObject("project").put("id", "700").put("key", "ATLAS");
        fields.set("comment", inlined("comments", 0, 0, 0));
        fields.set("worklog", inlined("worklogs", 0, 0, 20));
        issue.set("changelog", inlined("histories", 0, 0, 0));
        issues.put(id, issue);
        return issue;
    }

    /** A list as an issue carries it: so many of a total. */
    static ObjectNode inlined(String member, int given, int total, int maxResults) {
        ObjectNode list = MAPPER.createObjectNode().put("startAt", 0).put("maxResults", maxResults).put("total", total);
        list.set(member, parts(0, given));
        return list;
    }

    static ArrayNode parts(int from, int to) {
        ArrayNode parts = MAPPER.createArrayNode();
        for (int number = from; number < to; number++) {
            parts.addObject().put("id", Integer.toString(9_000 + number)).put("created", "2026-03-01T10:00:00.000+0000");
        }
        return parts;
    }

    static ObjectNode projects(List<SourcePartition> projects) {
        ObjectNode page = MAPPER.createObjectNode().put("startAt", 0).put("maxResults", 100).put("isLast", true);
        ArrayNode values = page.putArray("values");
        projects.forEach(each -> values.add(project(each)));
        return page;
    }

    static ObjectNode project(SourcePartition project) {
        return MAPPER.createObjectNode().put("id", project.id()).put("key", project.key()).put("name", "Project " + project.key());
    }

    Collection<Integer> listedNow() {
        return listed == null ? issues.keySet() : listed;
    }

    private ObjectNode search() {
        ObjectNode page = MAPPER.createObjectNode().put("isLast", true);
        ArrayNode found = page.putArray("issues");
        listedNow().forEach(id -> found.addObject().put("id", Integer.toString(id)));
        return page;
    }

    static List<String> asked(Call call) {
        List<String> asked = new ArrayList<>();
        MAPPER.readTree(call.body()).path("issueIdsOrKeys").forEach(name -> asked.add(name.asString()));
        return asked;
    }

    /** In ascending id; what is not there is in neither list. */
    ObjectNode bulk(List<String> asked) {
        ObjectNode answer = MAPPER.createObjectNode();
        ArrayNode given = answer.putArray("issues");
        ArrayNode errors = answer.putArray("issueErrors");
        Set<String> names = new HashSet<>(asked);
        issues.forEach((id, issue) -> {
            if (!names.contains(Integer.toString(id)) && !names.contains(issue.path("key").asString())) {
                return;
            }
            if (named.contains(id) && asked.size() >= namedFrom) {
                errors.addObject().put("id", Integer.toString(id)).put("errorMessage", "Crate " + id + " is too heavy just now.");
            } else {
                given.add(issue);
            }
        });
        return answer;
    }

    private Reply one(String idOrKey) {
        return issues.values().stream()
                .filter(issue -> issue.path("id").asString().equals(idOrKey) || issue.path("key").asString().equals(idOrKey))
                .findFirst()
                .map(issue -> ok((JsonNode) issue))
                .orElseGet(() -> refusal(404, "No such crate."));
    }

    private Reply parts(Call call, String part) {
        Map<String, String> members = Map.of("comment", "comments", "worklog", "worklogs", "changelog", "values");
        return issues.containsKey(Integer.parseInt(call.parts().getFirst()))
                ? ok(inlined(members.get(part), 0, 0, 100))
                : refusal(404, "No such crate.");
    }

    @Override
    public void close() {
        vendor.close();
    }
}
