package dev.backfill.simulator.jira.site;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Issues that were created, edited, moved or deleted, with the last few states of each: a search sees the one that the
 * index has caught up with.
 */
public final class IssueChanges {

    private final Map<Long, List<Version>> versions = new ConcurrentHashMap<>();
    private final Duration indexLag;
    private final InstantSource clock;

    /** @param indexLag how long a change takes to show in searches */
    public IssueChanges(Duration indexLag, InstantSource clock) {
        this.indexLag = indexLag;
        this.clock = clock;
    }

    /**
     * A state of an issue.
     *
     * @param since epoch milliseconds
     * @param issue absent when it was deleted
     */
    public record Version(long since, Optional<Issue> issue) {}

    /** Enters an issue that searches find at once. */
    public void load(Issue issue) {
        versions.put(issue.id(), List.of(new Version(Long.MIN_VALUE, Optional.of(issue))));
    }

    /** Enters a new state as of now; no issue means that it is deleted. */
    public void put(long id, Optional<Issue> issue) {
        long now = clock.millis();
        versions.merge(id, List.of(new Version(now, issue)), (before, latest) -> {
            List<Version> kept = new ArrayList<>();
            for (int i = 0; i < before.size(); i++) {
                boolean overtaken = i + 1 < before.size() && before.get(i + 1).since() <= now - indexLag.toMillis();
                if (!overtaken) {
                    kept.add(before.get(i));
                }
            }
            kept.addAll(latest);
            return List.copyOf(kept);
        });
    }

    /** The latest state, or nothing for an issue that never changed. */
    public Optional<Version> latest(long id) {
        return Optional.ofNullable(versions.get(id)).map(List::getLast);
    }

    /** The state that searches see, or nothing when they see the issue as it was before all changes. */
    public Optional<Version> indexed(long id) {
        List<Version> all = versions.get(id);
        return all == null ? Optional.empty() : indexed(all, clock.millis());
    }

    /** Every changed issue and the state that searches see, as {@link #indexed(long)} answers it. */
    public void forEachIndexed(BiConsumer<Long, Version> consumer) {
        long now = clock.millis();
        versions.forEach((id, all) -> indexed(all, now).ifPresent(version -> consumer.accept(id, version)));
    }

    /** The ids of all changed issues. */
    public List<Long> ids() {
        return List.copyOf(versions.keySet());
    }

    private Optional<Version> indexed(List<Version> all, long now) {
        for (int i = all.size() - 1; i >= 0; i--) {
            long since = all.get(i).since();
            if (since == Long.MIN_VALUE || since <= now - indexLag.toMillis()) {
                return Optional.of(all.get(i));
            }
        }
        return Optional.empty();
    }
}
