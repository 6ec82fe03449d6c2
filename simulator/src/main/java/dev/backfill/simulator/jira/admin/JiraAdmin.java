package dev.backfill.simulator.jira.admin;

import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.jira.JiraErrors;
import dev.backfill.simulator.jira.RateLimit;
import dev.backfill.simulator.jira.generated.Poison;
import dev.backfill.simulator.jira.site.Issue;
import dev.backfill.simulator.jira.site.Mutations;
import dev.backfill.simulator.jira.site.Project;
import dev.backfill.simulator.jira.site.Site;
import dev.backfill.simulator.vendor.CommonAdmin;
import dev.backfill.simulator.vendor.RequestCounts;
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
    private final CommonAdmin common;
    private final RateLimit limit;
    private final Mutations mutations;
    private final BackgroundMutations background;

    /** @param poison absent when recorded data is served */
    public JiraAdmin(Site site, Optional<Poison> poison, Faults faults, RequestCounts counts, RateLimit limit,
            Mutations mutations, BackgroundMutations background) {
        this.site = site;
        this.poison = poison;
        this.common = new CommonAdmin(ROOT, JiraErrors::of, faults, counts);
        this.limit = limit;
        this.mutations = mutations;
        this.background = background;
    }

    /** Answers a call under {@link #ROOT}; 400 names what was not understood. */
    public Answer answer(HttpCall call) {
        return common.answer(call, (body, path) -> route(call, body, path));
    }

    private Answer route(HttpCall call, ObjectNode body, String[] path) {
        return switch (call.method() + ' ' + path[0] + ' ' + path.length) {
            case "GET manifest 1" -> manifest(call);
            case "GET mutations 1" -> Answer.json(background.report());
            case "POST mutations 1" -> CommonAdmin.done(() -> background.set(rates(body)));
            case "GET poison 1" -> Answer.json(Map.of("on", poison.filter(Poison::isOn).isPresent()));
            case "POST poison 1" -> CommonAdmin.done(() -> poison().set(CommonAdmin.flag(body, "on")));
            case "GET limit 1" -> Answer.json(Map.of("requestsPerSecond", limit.get()));
            case "POST limit 1" -> CommonAdmin.done(() -> limit.set((int) CommonAdmin.number(body, "requestsPerSecond")));
            case "POST issues 1" -> describe(mutations.create(project(body.path("project").asString(""))));
            case "POST issues 3" -> mutate(path[1], path[2], body);
            case "POST projects 3" -> hide(path[1], path[2]);
            default -> common.unknown(call);
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
                    Optional.ofNullable(body.get("summary")).map(JsonNode::asString), CommonAdmin.flag(body, "addComment"),
                    CommonAdmin.flag(body, "removeComment"))).orElse(issue.get()));
            case "move" -> describe(mutations.move(id, project(body.path("project").asString(""))).orElse(issue.get()));
            case "delete" -> CommonAdmin.done(() -> mutations.delete(id));
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
            case "hide" -> CommonAdmin.done(() -> site.projects().hide(project, true));
            case "show" -> CommonAdmin.done(() -> site.projects().hide(project, false));
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
        return new BackgroundMutations.Rates(CommonAdmin.number(body, "editsPerSecond"), CommonAdmin.number(body, "addsPerSecond"),
                CommonAdmin.number(body, "deletesPerSecond"));
    }
}
