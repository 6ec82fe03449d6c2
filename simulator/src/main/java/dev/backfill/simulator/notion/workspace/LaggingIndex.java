package dev.backfill.simulator.notion.workspace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Objects in the order of their times, as they were some time ago. Not safe for several threads. */
final class LaggingIndex {

    private final Duration lag;
    private final Deque<Change> pending = new ArrayDeque<>();
    private final Map<Node, Entry> current = new IdentityHashMap<>();
    private final Map<@Nullable Node, Lists> byPartition = new HashMap<>();

    LaggingIndex(Duration lag) {
        this.lag = lag;
    }

    private record Change(Node node, Optional<Entry> entry, Instant due) {}

    private record Lists(NavigableSet<Entry> byEdited, NavigableSet<Entry> byCreated) {
        Lists() {
            this(new TreeSet<>(Entry.BY_EDITED), new TreeSet<>(Entry.BY_CREATED));
        }
    }

    /** Takes a change in, to show after the lag. */
    void submit(Node node, Optional<Entry> entry, Instant now) {
        pending.add(new Change(node, entry, now.plus(lag)));
    }

    /** Takes something in at once. */
    void put(Node node, Optional<Entry> entry) {
        Entry before = current.remove(node);
        if (before != null) {
            lists(before.partition()).byEdited().remove(before);
            lists(before.partition()).byCreated().remove(before);
        }
        entry.ifPresent(after -> {
            current.put(node, after);
            lists(after.partition()).byEdited().add(after);
            lists(after.partition()).byCreated().add(after);
        });
    }

    /** Whether nothing is to come. */
    boolean isUpToDate() {
        return pending.isEmpty();
    }

    private boolean isBehind(Instant now) {
        Change first = pending.peek();
        return first != null && !first.due().isAfter(now);
    }

    void catchUp(Instant now) {
        while (isBehind(now)) {
            Change change = pending.remove();
            put(change.node(), change.entry());
        }
    }

    /** Ascending. */
    NavigableSet<Entry> byEdited(@Nullable Node partition) {
        Lists lists = byPartition.get(partition);
        return lists == null ? new TreeSet<>(Entry.BY_EDITED) : lists.byEdited();
    }

    /** Ascending. */
    NavigableSet<Entry> byCreated(@Nullable Node partition) {
        Lists lists = byPartition.get(partition);
        return lists == null ? new TreeSet<>(Entry.BY_CREATED) : lists.byCreated();
    }

    private Lists lists(@Nullable Node partition) {
        return byPartition.computeIfAbsent(partition, _ -> new Lists());
    }
}
