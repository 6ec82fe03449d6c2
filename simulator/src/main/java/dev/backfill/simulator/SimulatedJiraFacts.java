package dev.backfill.simulator;

import dev.backfill.simulator.jira.site.BaseIssues;
import dev.backfill.simulator.jira.site.Issue;
import dev.backfill.simulator.jira.site.Site;
import dev.backfill.simulator.tempo.worklog.JiraFacts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The simulated Jira in the eyes of Tempo. */
final class SimulatedJiraFacts implements JiraFacts {

    private final Site site;
    private final BaseIssues base;
    /** By creation; none where issues are generated. */
    private final List<Issue> loaded;
    private final List<String> accounts;

    SimulatedJiraFacts(Site site, List<String> accounts) {
        this.site = site;
        this.base = site.content().base();
        this.loaded = site.content().loaded().stream().sorted(Comparator.comparingLong(Issue::created)).toList();
        this.accounts = accounts;
    }

    @Override
    public int issues() {
        return base.size() + loaded.size();
    }

    @Override
    public long issue(int place) {
        return place < base.size() ? base.id(place) : loaded.get(place - base.size()).id();
    }

    private long created(int place) {
        return place < base.size() ? base.created(place) : loaded.get(place - base.size()).created();
    }

    @Override
    public int createdBefore(Instant instant) {
        int low = 0;
        int high = issues();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (created(middle) < instant.toEpochMilli()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public Optional<Long> project(long issue) {
        return site.find(issue).map(found -> Long.valueOf(site.projects().at(found.project()).id()));
    }

    @Override
    public List<String> accounts() {
        return accounts;
    }
}
