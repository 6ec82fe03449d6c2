package dev.backfill.simulator.jira;

import dev.backfill.simulator.fault.FaultKind;
import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.fault.WireFaults;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.jira.search.IssueSearch;
import dev.backfill.simulator.jira.site.PartKind;
import dev.backfill.simulator.jira.site.Site;
import dev.backfill.simulator.vendor.RequestCounts;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The routes of one Jira site: counts each call, lets faults happen to it, and sends it where it belongs. */
public final class JiraApi {

    /** Where the site lies. */
    public static final String ROOT = "/jira/rest/api/3/";

    private final Site site;
    private final Credentials credentials;
    private final Faults faults;
    private final WireFaults wire;
    private final RequestCounts counts;
    private final RateLimit limit;
    private final SearchRoutes search;
    private final ProjectRoutes projects;
    private final IssueRoutes issues;
    private final PartRoutes parts;
    private final UserRoutes users;

    /** @param seed decides which pages of a search are short */
    public JiraApi(Site site, Credentials credentials, Faults faults, RequestCounts counts, RateLimit limit, long seed,
            InstantSource clock) {
        IssueSearch issueSearch = new IssueSearch(site, clock);
        this.site = site;
        this.credentials = credentials;
        this.faults = faults;
        this.wire = new WireFaults(faults, JiraErrors.FORM, clock);
        this.counts = counts;
        this.limit = limit;
        this.search = new SearchRoutes(site, issueSearch, faults, seed);
        this.projects = new ProjectRoutes(site, issueSearch, faults);
        this.issues = new IssueRoutes(site, faults);
        this.parts = new PartRoutes(site, faults);
        this.users = new UserRoutes(site);
    }

    /** @param handler answers, told whether good credentials came */
    private record Route(String name, Function<Boolean, Answer> handler) {}

    /** Answers a call under {@link #ROOT}. */
    public Answer answer(HttpCall call) {
        Route route = route(call, call.path().substring(ROOT.length()).replaceFirst("/$", ""));
        counts.add(route.name());
        RateLimit.Turn turn = limit.take();
        if (turn.refusal().isPresent()) {
            return turn.refusal().get().with(turn.headers());
        }
        return wire.around(route.name(), () -> handle(call, route).with(turn.headers()));
    }

    private Answer handle(HttpCall call, Route route) {
        boolean loggedIn = credentials.matches(call)
                && faults.fire(FaultKind.CREDENTIALS_REVOKED, route.name()).isEmpty();
        return route.handler().apply(loggedIn)
                .with("X-Seraph-LoginReason", loggedIn ? "OK" : "AUTHENTICATED_FAILED");
    }

    private Route route(HttpCall call, String path) {
        return switch (call.method() + ' ' + path) {
            case "GET myself" -> new Route("myself", this::myself);
            case "GET serverInfo" -> new Route("serverInfo", _ -> serverInfo());
            case "GET field" -> new Route("field", this::fields);
            case "GET project/search" -> new Route("project/search", loggedIn -> projects.search(call, loggedIn));
            case "GET search", "POST search" -> new Route("search", _ -> search.removed());
            case "GET search/jql", "POST search/jql" -> searchRoute(call);
            case "POST search/approximate-count" -> new Route("search/approximate-count",
                    loggedIn -> loggedIn ? search.count(call) : Answer.json(Map.of("count", 0)));
            case "POST issue/bulkfetch" -> new Route("issue/bulkfetch", loggedIn -> issues.bulk(call, loggedIn));
            case "GET user/bulk" -> new Route("user/bulk", loggedIn -> users.bulk(call, loggedIn));
            case "POST changelog/bulkfetch" -> new Route("changelog/bulkfetch",
                    loggedIn -> parts.bulkChanges(call, loggedIn));
            default -> single(call, path.split("/"));
        };
    }

    private Answer myself(boolean loggedIn) {
        return loggedIn ? Answer.json(200, site.content().myself())
                : JiraErrors.of(401, "Client must be authenticated to access this resource.");
    }

    private Answer fields(boolean loggedIn) {
        return Answer.json(200, loggedIn ? site.content().fields() : "[]".getBytes(StandardCharsets.US_ASCII));
    }

    private Route searchRoute(HttpCall call) {
        Optional<SearchRequest> request = SearchRequest.read(call);
        String name = request.filter(SearchRequest::idsOnly).isPresent() ? "search/jql:ids" : "search/jql";
        return new Route(name, loggedIn -> {
            if (request.isEmpty()) {
                return JiraErrors.badBody();
            }
            return loggedIn ? search.search(request.get(), name) : SearchRoutes.nothingFound();
        });
    }

    private Route single(HttpCall call, String[] path) {
        boolean get = call.method().equals("GET");
        if (get && path.length == 2 && path[0].equals("project")) {
            return new Route("project", loggedIn -> loggedIn ? projects.one(path[1])
                    : JiraErrors.of(404, "No project could be found with key '%s'.".formatted(path[1])));
        }
        if (get && path.length == 2 && path[0].equals("issue")) {
            return new Route("issue", loggedIn -> loggedIn ? issues.one(path[1], call) : JiraErrors.noIssue());
        }
        Optional<PartKind> kind = path.length == 3 && get && path[0].equals("issue") ? kind(path[2]) : Optional.empty();
        return kind.map(list -> new Route("issue/" + path[2],
                        loggedIn -> loggedIn ? parts.list(list, path[1], call) : JiraErrors.noIssue()))
                .orElseGet(() -> new Route("unknown", _ -> JiraErrors.unknownPath(call)));
    }

    private static Optional<PartKind> kind(String name) {
        return switch (name) {
            case "comment" -> Optional.of(PartKind.COMMENT);
            case "worklog" -> Optional.of(PartKind.WORKLOG);
            case "changelog" -> Optional.of(PartKind.CHANGE);
            default -> Optional.empty();
        };
    }

    private Answer serverInfo() {
        String base = site.content().self().replace("/rest/api/3", "");
        return Answer.json(Map.of("baseUrl", base, "version", "1001.0.0-SNAPSHOT", "deploymentType", "Cloud",
                "buildNumber", 100_287, "serverTitle", "Jira", "defaultLocale", Map.of("locale", "en_US")));
    }
}
