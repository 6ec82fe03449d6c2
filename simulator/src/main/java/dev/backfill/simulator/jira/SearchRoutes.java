package dev.backfill.simulator.jira;

import dev.backfill.simulator.fault.FaultKind;
import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.jira.jql.JqlException;
import dev.backfill.simulator.jira.search.IssueSearch;
import dev.backfill.simulator.jira.search.SearchToken;
import dev.backfill.simulator.jira.site.FieldSelection;
import dev.backfill.simulator.jira.site.Issue;
import dev.backfill.simulator.jira.site.IssueView;
import dev.backfill.simulator.jira.site.PartKind;
import dev.backfill.simulator.jira.site.Site;
import dev.backfill.simulator.json.Json;
import dev.backfill.simulator.json.JsonBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** {@code /search/jql} and {@code /search/approximate-count}. */
final class SearchRoutes {

    private static final int MOST_IDS = 5_000;
    private static final int MOST_ISSUES = 100;
    private static final String BAD_TOKEN = "The provided next page token is invalid or has expired.";

    private final Site site;
    private final IssueSearch search;
    private final Faults faults;
    private final long seed;

    /** @param seed decides which pages are short and which do not tell whether they are the last */
    SearchRoutes(Site site, IssueSearch search, Faults faults, long seed) {
        this.site = site;
        this.search = search;
        this.faults = faults;
        this.seed = seed;
    }

    Answer removed() {
        return JiraErrors.of(410, "The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. "
                + "A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046");
    }

    static Answer nothingFound() {
        return Answer.json(Map.of("issues", List.of(), "isLast", true));
    }

    Answer count(HttpCall call) {
        Optional<String> jql = Json.object(call.body()).map(body -> body.path("jql").asString(""));
        if (jql.isEmpty()) {
            return JiraErrors.badBody();
        }
        try {
            long exact = search.count(jql.get());
            long told = faults.fire(FaultKind.COUNT_LIES, "search/approximate-count")
                    .map(fault -> exact + Math.round(exact * fault.number("percent", 5) / 100.0)).orElse(exact);
            return Answer.json(Map.of("count", told));
        } catch (JqlException e) {
            return JiraErrors.of(400, e.getMessage());
        }
    }

    Answer search(SearchRequest request, String route) {
        Optional<Answer> tooMany = JiraErrors.tooMany(faults, route, request.maxResults());
        if (tooMany.isPresent()) {
            return tooMany.get();
        }
        Optional<SearchToken> token = request.token().flatMap(SearchToken::decode);
        boolean foreign = request.token().isPresent()
                && token.filter(known -> known.fingerprint() == request.fingerprint()).isEmpty();
        if (foreign || token.isPresent() && faults.fire(FaultKind.EXPIRED_TOKEN, route).isPresent()) {
            return JiraErrors.of(400, BAD_TOKEN);
        }
        if (request.maxResults() < 1 || request.maxResults() > MOST_IDS) {
            return JiraErrors.of(400, "The value of 'maxResults' must be between 1 and 5000.");
        }
        if (request.exact().size() > 50) {
            return JiraErrors.of(400, "The number of issues to reconcile must not exceed 50.");
        }
        try {
            return page(request, token, route);
        } catch (JqlException e) {
            return JiraErrors.of(400, e.getMessage());
        }
    }

    private Answer page(SearchRequest request, Optional<SearchToken> token, String route) {
        long[] start = search.start(request.jql());
        long[] after = token.map(SearchToken::after).orElse(start);
        int number = token.map(SearchToken::page).orElse(0);
        SplittableRandom chance = new SplittableRandom(seed ^ request.fingerprint() + number);
        boolean emptied = faults.fire(FaultKind.ENDLESS_CURSOR, route).isPresent()
                || faults.fire(FaultKind.EMPTY_PAGES, route).isPresent();
        if (emptied) {
            return answer(request, List.of(), Optional.of(next(request, number, after)), Optional.of(false));
        }
        boolean stuck = faults.fire(FaultKind.SAME_KEYS, route).isPresent();
        IssueSearch.Page page = search.page(request.jql(), stuck ? start : after, limit(request, chance), request.exact());
        if (holdsPoison(page.issues(), route)) {
            return JiraErrors.of(500, "Internal server error");
        }
        Optional<String> next = page.more() || stuck
                ? Optional.of(next(request, number, page.ends().isEmpty() ? start : page.ends().getLast()))
                : Optional.empty();
        Optional<Boolean> last = chance.nextInt(10) == 0 ? Optional.empty() : Optional.of(next.isEmpty());
        if (next.isPresent() && faults.fire(FaultKind.IS_LAST_LIES, route).isPresent()) {
            last = Optional.of(true);
        }
        if (next.isPresent() && faults.fire(FaultKind.NOT_LAST_WITHOUT_TOKEN, route).isPresent()) {
            return answer(request, page.issues(), Optional.empty(), Optional.of(false));
        }
        if (next.isPresent() && faults.fire(FaultKind.STOPS_EARLY, route).isPresent()) {
            return answer(request, page.issues(), Optional.empty(), Optional.of(true));
        }
        if (faults.fire(FaultKind.REPEATED_TOKEN, route).isPresent()) {
            next = Optional.of(request.token().orElse(next(request, number, start)));
        }
        return answer(request, page.issues(), next, last);
    }

    private static String next(SearchRequest request, int number, long[] after) {
        return new SearchToken(request.fingerprint(), number + 1, after).encode();
    }

    /** Now and then fewer than asked for, as the server likes. */
    private static int limit(SearchRequest request, SplittableRandom chance) {
        int most = Math.min(request.maxResults(), request.idsOnly() ? MOST_IDS : MOST_ISSUES);
        return chance.nextInt(8) == 0 ? Math.max(1, most * (60 + chance.nextInt(35)) / 100) : most;
    }

    private boolean holdsPoison(List<Issue> issues, String route) {
        Set<Long> ids = issues.stream().map(Issue::id).collect(Collectors.toSet());
        return !IssueFaults.fire(faults, FaultKind.POISON_RECORD, route, ids).isEmpty();
    }

    private Answer answer(SearchRequest request, List<Issue> issues, Optional<String> next, Optional<Boolean> last) {
        FieldSelection fields = IssueFaults.hideWorklogs(faults, "search/jql", request.selection());
        IssueView view = new IssueView(fields, request.changelog() ? PartKind.CHANGE.inlined() : 0, Set.of());
        JsonBuffer out = new JsonBuffer(issues.size() * (request.idsOnly() ? 160 : 6_000) + 512);
        out.raw("{\"issues\":[");
        for (int i = 0; i < issues.size(); i++) {
            out.raw(i == 0 ? "" : ",");
            site.write(issues.get(i), view, out);
        }
        out.raw(']');
        next.ifPresent(token -> out.raw(",\"nextPageToken\":").string(token));
        last.ifPresent(isLast -> out.raw(",\"isLast\":").raw(isLast.toString()));
        return Answer.json(200, out.raw('}').toBytes());
    }
}
