package dev.backfill.simulator.jira;

import dev.backfill.simulator.fault.Fault;
import dev.backfill.simulator.fault.FaultKind;
import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.jira.jql.JqlException;
import dev.backfill.simulator.jira.search.IssueSearch;
import dev.backfill.simulator.jira.site.JiraDate;
import dev.backfill.simulator.jira.site.Project;
import dev.backfill.simulator.jira.site.Site;
import dev.backfill.simulator.json.JsonBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /project/search} and {@code /project/{idOrKey}}. */
final class ProjectRoutes {

    private static final int DEFAULT_PAGE = 50;
    private static final int MOST = 100;

    private final Site site;
    private final IssueSearch search;
    private final Faults faults;
    private final JiraDate date;

    ProjectRoutes(Site site, IssueSearch search, Faults faults) {
        this.site = site;
        this.faults = faults;
        this.search = search;
        this.date = new JiraDate(site.content().zone());
    }

    Answer one(String idOrKey) {
        return site.projects().find(idOrKey).filter(site.projects()::visible)
                .filter(project -> project.key().equalsIgnoreCase(idOrKey) || project.id().equals(idOrKey))
                .map(project -> Answer.json(200, project.listing()))
                .orElseGet(() -> JiraErrors.of(404, "No project could be found with key '%s'.".formatted(idOrKey)));
    }

    Answer search(HttpCall call, boolean loggedIn) {
        Set<String> statuses = call.list("status").stream().map(text -> text.toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
        List<Project> found = site.projects().all().stream()
                .filter(project -> loggedIn && site.projects().visible(project))
                .filter(project -> statuses.isEmpty() ? project.status() == Project.Status.LIVE
                        : statuses.contains(project.status().name()))
                .sorted(order(call.parameter("orderBy").orElse("key")))
                .toList();
        int asked = Math.max(0, call.number("startAt", 0));
        int shift = asked == 0 ? 0 : faults.fire(FaultKind.SHIFTED_OFFSETS, "project/search").map(fault -> fault.number("by", 1)).orElse(0);
        int start = Math.min(found.size(), asked + shift);
        int size = Math.clamp(call.number("maxResults", DEFAULT_PAGE), 1, MOST);
        int end = Math.min(found.size(), start + size);
        boolean insight = call.list("expand").contains("insight");
        // Clients follow this link, so it leads to where they came from.
        String self = "http://" + call.header("host").orElse("localhost") + JiraApi.ROOT
                + "project/search?maxResults=" + size + "&startAt=";
        JsonBuffer out = new JsonBuffer(16_384).raw("{\"self\":").string(self + start);
        if (end < found.size()) {
            out.raw(",\"nextPage\":").string(self + end);
        }
        Optional<Fault> noTotal = faults.fire(FaultKind.NO_TOTAL, "project/search");
        out.raw(",\"maxResults\":").number(size).raw(",\"startAt\":").number(asked);
        if (noTotal.isEmpty()) {
            out.raw(",\"total\":").number(found.size());
        }
        if (noTotal.filter(fault -> fault.has("noLast")).isEmpty()) {
            out.raw(",\"isLast\":").raw(Boolean.toString(end >= found.size()));
        }
        out.raw(",\"values\":[");
        for (int i = start; i < end; i++) {
            out.raw(i == start ? "" : ",").raw(found.get(i).listing());
            if (insight) {
                insight(found.get(i), out);
            }
        }
        return Answer.json(200, out.raw("]}").toBytes());
    }

    private static Comparator<Project> order(String orderBy) {
        boolean descending = orderBy.startsWith("-");
        String field = orderBy.replaceFirst("^[-+]", "");
        Comparator<Project> order = field.equals("name") ? Comparator.comparing(Project::name)
                : Comparator.comparing(Project::key);
        return descending ? order.reversed() : order;
    }

    private void insight(Project project, JsonBuffer out) {
        String jql = "project = \"" + project.id() + "\" ORDER BY updated DESC";
        out.dropLast().raw(",\"insight\":{\"totalIssueCount\":");
        try {
            out.number(search.count(jql));
            search.page(jql, search.start(jql), 1, Set.of()).issues().forEach(issue ->
                    date.write(issue.updated(), out.raw(",\"lastIssueUpdateTime\":")));
        } catch (JqlException e) {
            // Issues of archived and deleted projects are out of reach of queries.
            out.number(0);
        }
        out.raw("}}");
    }
}
