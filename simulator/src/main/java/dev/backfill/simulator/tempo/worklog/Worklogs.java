package dev.backfill.simulator.tempo.worklog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The worklogs as they are now: the base, and what was created, edited and deleted since. Safe for several threads. */
public final class Worklogs {

    private static final int REMEMBERED_QUERIES = 8;

    private final BaseWorklogs base;
    private final JiraFacts jira;
    private final Visibility visibility;
    /** Latest states by id; an empty one was deleted. */
    private final Map<Long, Optional<Worklog>> changed = new HashMap<>();
    private final Map<WorklogQuery, long[]> found = new LinkedHashMap<>(16, 0.75F, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<WorklogQuery, long[]> eldest) {
            return size() > REMEMBERED_QUERIES;
        }
    };

    /** @param jira tells projects of issues */
    public Worklogs(BaseWorklogs base, JiraFacts jira) {
        this.base = base;
        this.jira = jira;
        this.visibility = new Visibility(jira);
    }

    /**
     * Part of what a query found.
     *
     * @param total how many it found
     */
    public record Page(List<Worklog> worklogs, int total) {}

    /** What was there before all changes. */
    BaseWorklogs base() {
        return base;
    }

    /** The ids of all that were created since. */
    synchronized List<Long> added() {
        return changed.keySet().stream().filter(id -> base.find(id).isEmpty()).sorted().toList();
    }

    /** The worklog with an id, if there is one that can be seen. */
    public synchronized Optional<Worklog> find(long id) {
        return latest(id).filter(visibility::shows);
    }

    private Optional<Worklog> latest(long id) {
        Optional<Worklog> change = changed.get(id);
        return change == null ? base.find(id) : change;
    }

    /** The worklogs from an offset on. */
    public synchronized Page page(WorklogQuery query, int offset, int most) {
        long[] ids = find(query);
        List<Worklog> worklogs = new ArrayList<>();
        for (int i = Math.min(offset, ids.length); i < Math.min((long) offset + most, ids.length); i++) {
            worklogs.add(latest(ids[i]).orElseThrow());
        }
        return new Page(worklogs, ids.length);
    }

    /** The ids of all that match, in order. */
    public synchronized long[] ids(WorklogQuery query) {
        return find(query).clone();
    }

    /** Enters a new state; nothing means that it is deleted. */
    synchronized void put(long id, Optional<Worklog> worklog) {
        changed.put(id, worklog);
        found.clear();
    }

    /** Takes the permission to see a project away, or gives it back. */
    public synchronized void hideProject(String id, boolean hide) {
        visibility.hideProject(id, hide);
        found.clear();
    }

    /** Takes the permission to see an author's worklogs away, or gives it back. */
    public synchronized void hideAuthor(String accountId, boolean hide) {
        visibility.hideAuthor(accountId, hide);
        found.clear();
    }

    private long[] find(WorklogQuery query) {
        // Issues change their project without a word to us.
        if (!query.projects().isEmpty() || !visibility.isWhole()) {
            return search(query);
        }
        return found.computeIfAbsent(query, this::search);
    }

    private long[] search(WorklogQuery query) {
        List<Row> rows = new ArrayList<>();
        base.forEach(query.firstSecond(), query.endSecond(), row -> {
            if (!changed.containsKey(row.id()) && matches(row, query)) {
                rows.add(row);
            }
        });
        changed.values().stream().flatMap(Optional::stream).map(Worklog::row)
                .filter(row -> row.start() >= query.firstSecond() && row.start() < query.endSecond())
                .filter(row -> matches(row, query))
                .forEach(rows::add);
        rows.sort(query.order().comparator());
        return rows.stream().mapToLong(Row::id).toArray();
    }

    private boolean matches(Row row, WorklogQuery query) {
        if (query.updatedFrom().isPresent() && row.updated() < query.updatedFrom().get().getEpochSecond()) {
            return false;
        }
        if (query.issues().isEmpty() && query.projects().isEmpty() && visibility.isWhole()) {
            return true;
        }
        Worklog worklog = latest(row.id()).orElseThrow();
        return visibility.shows(worklog)
                && (query.issues().isEmpty() || query.issues().contains(worklog.issue()))
                && (query.projects().isEmpty()
                        || jira.project(worklog.issue()).filter(query.projects()::contains).isPresent());
    }
}
