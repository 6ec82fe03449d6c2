package dev.backfill.simulator.jira.search;

import dev.backfill.simulator.jira.jql.Bounds;
import dev.backfill.simulator.jira.jql.Compiler;
import dev.backfill.simulator.jira.jql.Jql;
import dev.backfill.simulator.jira.jql.JqlDates;
import dev.backfill.simulator.jira.jql.JqlException;
import dev.backfill.simulator.jira.site.BaseIssues;
import dev.backfill.simulator.jira.site.Issue;
import dev.backfill.simulator.jira.site.IssueChanges;
import dev.backfill.simulator.jira.site.Project;
import dev.backfill.simulator.jira.site.Site;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Runs queries: the unchanging issues from a cached list, the changed ones as the index sees them at this moment. */
public final class IssueSearch {

    private final Site site;
    private final JqlDates dates;
    private final MatchCache cache;

    /** @param clock resolves relative dates */
    public IssueSearch(Site site, InstantSource clock) {
        this.site = site;
        this.dates = new JqlDates(site.content().zone(), clock);
        this.cache = new MatchCache(clock);
    }

    /**
     * Some issues in the order of a query.
     *
     * @param ends sort values of each issue, to go on after it
     * @param more whether the query finds others after them
     */
    public record Page(List<Issue> issues, List<long[]> ends, boolean more) {}

    /** A position before all issues that a query finds; a {@link JqlException} says why it is refused. */
    public long[] start(String jql) {
        long[] start = new long[prepare(jql).query().order().width()];
        Arrays.fill(start, Long.MIN_VALUE);
        return start;
    }

    /**
     * The issues after a position; a {@link JqlException} says why a query is refused.
     *
     * @param after sort values of the last issue seen, or {@link #start}
     * @param exact ids that are taken as they are now, whatever the index knows
     */
    public Page page(String jql, long[] after, int limit, Set<Long> exact) {
        MatchCache.Entry entry = prepare(jql);
        SortOrder order = entry.query().order();
        if (after.length != order.width()) {
            throw new JqlException("The provided next page token is invalid.");
        }
        List<Found> changed = changed(entry.query(), after, exact);
        List<Found> merged = new ArrayList<>();
        BaseWalk walk = new BaseWalk(entry, after, exact);
        int taken = 0;
        Optional<Found> base = walk.next();
        while (merged.size() <= limit && (base.isPresent() || taken < changed.size())) {
            boolean fromBase = base.isPresent() && (taken == changed.size()
                    || SortOrder.compare(base.get().position(), changed.get(taken).position()) < 0);
            merged.add(fromBase ? base.get() : changed.get(taken++));
            base = fromBase ? walk.next() : base;
        }
        List<Found> shown = merged.subList(0, Math.min(limit, merged.size()));
        return new Page(shown.stream().map(Found::issue).toList(), shown.stream().map(Found::position).toList(),
                merged.size() > limit);
    }

    /** How many issues a query finds. */
    public long count(String jql) {
        MatchCache.Entry entry = prepare(jql);
        BaseIssues base = site.content().base();
        BaseIssues.Cursor cursor = base.cursor();
        Set<Integer> projects = site.projects().searchable();
        long[] count = {entry.matches().size()};
        site.changes().forEachIndexed((id, version) -> {
            OptionalInt index = base.index(id);
            if (index.isPresent()) {
                cursor.at(index.getAsInt());
                count[0] -= projects.contains(cursor.project()) && entry.query().match().test(cursor) ? 1 : 0;
            }
            count[0] += version.issue().filter(issue -> finds(entry.query(), projects, issue)).isPresent() ? 1 : 0;
        });
        return count[0];
    }

    private record Found(Issue issue, long[] position) {}

    private MatchCache.Entry prepare(String jql) {
        return cache.get(jql, site.projects().visibility(), () -> {
            Jql parsed = Jql.parse(jql);
            Jql.Clause where = parsed.where().orElseThrow(() -> new JqlException(
                    "Unbounded JQL queries are not allowed here. Please add a search restriction to your query."));
            Compiler compiler = new Compiler(site, dates);
            IssueQuery query = new IssueQuery(Bounds.of(where, site, dates), compiler.compile(where),
                    new SortOrder(parsed.order(), projectRanks()));
            int[] projects = site.projects().searchable().stream().mapToInt(Integer::intValue)
                    .filter(project -> query.bounds().projects().isEmpty() || query.bounds().projects().contains(project))
                    .toArray();
            return new MatchCache.Entry(query, BaseMatches.find(site.content().base(), query, projects));
        });
    }

    private int[] projectRanks() {
        List<Project> sorted = site.projects().all().stream().sorted(Comparator.comparing(Project::key)).toList();
        int[] ranks = new int[sorted.size()];
        for (int i = 0; i < ranks.length; i++) {
            ranks[sorted.get(i).position()] = i;
        }
        return ranks;
    }

    private List<Found> changed(IssueQuery query, long[] after, Set<Long> exact) {
        List<Found> found = new ArrayList<>();
        Set<Integer> projects = site.projects().searchable();
        site.changes().forEachIndexed((id, version) -> {
            if (!exact.contains(id)) {
                version.issue().ifPresent(issue -> add(query, projects, issue, after, found));
            }
        });
        for (long id : exact) {
            site.changes().latest(id).flatMap(IssueChanges.Version::issue)
                    .ifPresent(issue -> add(query, projects, issue, after, found));
        }
        found.sort(Comparator.comparing(Found::position, SortOrder::compare));
        return found;
    }

    private static void add(IssueQuery query, Set<Integer> projects, Issue issue, long[] after,
            List<Found> found) {
        if (finds(query, projects, issue)) {
            long[] position = query.order().position(issue);
            if (SortOrder.compare(position, after) > 0) {
                found.add(new Found(issue, position));
            }
        }
    }

    private static boolean finds(IssueQuery query, Set<Integer> projects, Issue issue) {
        return projects.contains(issue.project()) && query.match().test(issue);
    }

    /** Goes through the unchanging issues, leaving out those whose changed state counts. */
    private final class BaseWalk {

        private final BaseIssues base = site.content().base();
        private final BaseIssues.Cursor cursor = base.cursor();
        private final MatchCache.Entry entry;
        private final Set<Long> exact;
        private int place;

        BaseWalk(MatchCache.Entry entry, long[] after, Set<Long> exact) {
            this.entry = entry;
            this.exact = exact;
            this.place = firstAfter(after);
        }

        Optional<Found> next() {
            while (place < entry.matches().size()) {
                int index = entry.matches().get(place++);
                long id = base.id(index);
                boolean changed = exact.contains(id)
                        ? site.changes().latest(id).isPresent() : site.changes().indexed(id).isPresent();
                if (!changed) {
                    return Optional.of(new Found(base.issue(index), entry.query().order().position(cursor.at(index))));
                }
            }
            return Optional.empty();
        }

        private int firstAfter(long[] after) {
            int low = 0;
            int high = entry.matches().size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                long[] position = entry.query().order().position(cursor.at(entry.matches().get(middle)));
                if (SortOrder.compare(position, after) > 0) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }
    }
}
