package dev.backfill.simulator.jira.admin;

import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.jira.JiraErrors;
import dev.backfill.simulator.jira.RateLimit;
import dev.backfill.simulator.jira.RequestCounts;
import dev.backfill.simulator.jira.generated.Poison;
import dev.backfill.simulator.jira.site.Issue;
import dev.backfill.simulator.jira.site.Mutations;
import dev.backfill.simulator.jira.site.Project;
import dev.backfill.simulator.jira.site.Site;
import dev.backfill.simulator.json.Json;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Routes under {@code /admin/jira/}: no credentials, as only this machine can reach them. */
public final class JiraAdmin {

    /** Where they lie. */
    public static final String ROOT = "/admin/jira/";

    private final Site site;
    private final Optional<Poison> poison;
    private final Faults faults;
    private final RequestCounts counts;
    private final RateLimit limit;
    private final Mutations mutations;
    private final BackgroundMutations background;

    /** @param poison absent when recorded data is served */
    public JiraAdmin(Site site, Optional<Poison> poison, Faults faults, RequestCounts counts, RateLimit limit,
            Mutations mutations, BackgroundMutations background) {
        this.site = site;
        this.poison = poison;
        this.faults = faults;
        this.counts = counts;
        this.limit = limit;
        this.mutations = mutations;
        this.background = background;
    }

    /** Answers a call under {@link #ROOT}; 400 names what was not understood. */
    public Answer answer(HttpCall call) {
        Optional<ObjectNode> body = Json.object(call.body());
        if (body.isEmpty()) {
            return JiraErrors.of(400, "the body must be a JSON object");
        }
        try {
            return route(call, body.get(), call.path().substring(ROOT.length()).split("/"));
        } catch (IllegalArgumentException e) {
            return JiraErrors.of(400, String.valueOf(e.getMessage()));
        }
    }

    private Answer route(HttpCall call, ObjectNode body, String[] path) {
        return switch (call.method() + ' ' + path[0] + ' ' + path.length) {
            case "GET requests 1" -> Answer.json(counts.snapshot());
            case "DELETE requests 1" -> done(counts::reset);
            case "GET manifest 1" -> manifest(call);
            case "GET faults 1" -> Answer.json(faults.list());
            case "POST faults 1" -> done(() -> faults.add(body));
            case "DELETE faults 1" -> done(faults::clear);
            case "GET mutations 1" -> Answer.json(background.report());
            case "POST mutations 1" -> done(() -> background.set(rates(body)));
            case "GET poison 1" -> Answer.json(Map.of("on", poison.filter(Poison::isOn).isPresent()));
            case "POST poison 1" -> done(() -> poison().set(flag(body, "on")));
            case "GET limit 1" -> Answer.json(Map.of("requestsPerSecond", limit.get()));
            case "POST limit 1" -> done(() -> limit.set((int) number(body, "requestsPerSecond")));
            case "POST issues 1" -> describe(mutations.create(project(body.path("project").asString(""))));
            case "POST issues 3" -> mutate(path[1], path[2], body);
            case "POST projects 3" -> hide(path[1], path[2]);
            default -> JiraErrors.of(404, "no admin route %s %s".formatted(call.method(), call.path()));
        };
    }

    private Answer manifest(HttpCall call) {
        return Answer.lines(new Manifest(site).lines(call.parameter("project").map(this::project)));
    }

    private Answer mutate(String idOrKey, String verb, ObjectNode body) {
        Optional<Issue> issue = site.find(idOrKey);
        if (issue.isEmpty()) {
            return JiraErrors.noIssue();
        }
        long id = issue.get().id();
        return switch (verb) {
            case "edit" -> describe(mutations.edit(id, new Mutations.Edit(
                    Optional.ofNullable(body.get("summary")).map(JsonNode::asString), flag(body, "addComment"),
                    flag(body, "removeComment"))).orElse(issue.get()));
            case "move" -> describe(mutations.move(id, project(body.path("project").asString(""))).orElse(issue.get()));
            case "delete" -> done(() -> mutations.delete(id));
            default -> throw new IllegalArgumentException("unknown verb '%s'".formatted(verb));
        };
    }

    private Answer describe(Issue issue) {
        return Answer.json(Map.of("id", Long.toString(issue.id()), "key", site.key(issue), "project",
                site.projects().at(issue.project()).key(), "updated", issue.updated()));
    }

    private Answer hide(String key, String verb) {
        Project project = project(key);
        return switch (verb) {
            case "hide" -> done(() -> site.projects().hide(project, true));
            case "show" -> done(() -> site.projects().hide(project, false));
            default -> throw new IllegalArgumentException("unknown verb '%s'".formatted(verb));
        };
    }

    private Project project(String key) {
        return site.projects().find(key)
                .orElseThrow(() -> new IllegalArgumentException("unknown project '%s'".formatted(key)));
    }

    private Poison poison() {
        return poison.orElseThrow(() -> new IllegalArgumentException("recorded data cannot be poisoned"));
    }

    private static BackgroundMutations.Rates rates(ObjectNode body) {
        return new BackgroundMutations.Rates(number(body, "editsPerSecond"), number(body, "addsPerSecond"),
                number(body, "deletesPerSecond"));
    }

    private static double number(ObjectNode body, String name) {
        double value = body.path(name).asDouble(0);
        if (value < 0) {
            throw new IllegalArgumentException("%s must not be negative".formatted(name));
        }
        return value;
    }

    private static boolean flag(ObjectNode body, String name) {
        return body.path(name).asBoolean(false);
    }

    private static Answer done(Runnable action) {
        action.run();
        return Answer.json(Map.of("ok", true));
    }
}
