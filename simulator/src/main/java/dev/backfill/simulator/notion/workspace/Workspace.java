package dev.backfill.simulator.notion.workspace;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All objects, and the indexes that searches and queries read. Whoever reads several things does so in {@link #reading}. */
public final class Workspace {

    private final Map<NotionId.Kind, List<Node>> nodes = new EnumMap<>(NotionId.Kind.class);
    private final Map<Node, List<Node>> generatedRows;
    private final LaggingIndex searchIndex;
    private final LaggingIndex queryIndex;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final InstantSource clock;
    private volatile boolean pending;

    /**
     * @param all in order of their numbers, kind by kind
     * @param generatedRows by data source, as they were at first
     * @param searchLag how late searches are
     * @param queryLag how late queries of data sources are
     */
    public Workspace(List<Node> all, Map<Node, List<Node>> generatedRows, Duration searchLag, Duration queryLag,
            InstantSource clock) {
        this.generatedRows = generatedRows;
        this.searchIndex = new LaggingIndex(searchLag);
        this.queryIndex = new LaggingIndex(queryLag);
        this.clock = clock;
        for (NotionId.Kind kind : NotionId.Kind.values()) {
            nodes.put(kind, new ArrayList<>());
        }
        for (Node node : all) {
            nodes.get(node.kind()).add(node);
            searchIndex.put(node, searchEntry(node));
            queryIndex.put(node, queryEntry(node));
        }
    }

    /** Reads while nothing changes. */
    public <T> T reading(Supplier<T> reader) {
        catchUp();
        lock.readLock().lock();
        try {
            return reader.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Changes something while nobody reads. */
    <T> T changing(Supplier<T> change) {
        lock.writeLock().lock();
        try {
            return change.get();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Takes the lock of those who change only when something is to come, as it keeps readers from reading side by side. */
    private void catchUp() {
        if (!pending) {
            return;
        }
        Instant now = clock.instant();
        changing(() -> {
            searchIndex.catchUp(now);
            queryIndex.catchUp(now);
            pending = !searchIndex.isUpToDate() || !queryIndex.isUpToDate();
            return now;
        });
    }

    /** All of a kind, those that are gone or hidden too. */
    public List<Node> all(NotionId.Kind kind) {
        return nodes.get(kind);
    }

    /** What has this id, visible or not, unless it is gone. */
    public Optional<Node> find(NotionId id) {
        List<Node> ofKind = nodes.get(id.kind());
        return id.part() == 0 && id.owner() < ofKind.size() && !ofKind.get(id.owner()).isGone()
                ? Optional.of(ofKind.get(id.owner())) : Optional.empty();
    }

    /** The rows that a data source was made with, which relations lead to. */
    public List<Node> generatedRows(Node dataSource) {
        return generatedRows.getOrDefault(dataSource, List.of());
    }

    /** Pages and data sources as searches know them, ascending by their last edit. */
    public NavigableSet<Entry> searchable() {
        return searchIndex.byEdited(null);
    }

    /** The rows of a data source as queries know them, ascending by their last edit. */
    public NavigableSet<Entry> rowsByEdited(Node dataSource) {
        return queryIndex.byEdited(dataSource);
    }

    /** The rows of a data source as queries know them, ascending by their creation. */
    public NavigableSet<Entry> rowsByCreated(Node dataSource) {
        return queryIndex.byCreated(dataSource);
    }

    Node add(NotionId.Kind kind, Node parent, long now) {
        Node node = new Node(kind, nodes.get(kind).size(), now, now, true);
        node.place(parent, -1);
        nodes.get(kind).add(node);
        return node;
    }

    /** Tells the indexes of a change of an object and of all below it. */
    void changed(Node node) {
        Instant now = clock.instant();
        pending = true;
        searchIndex.submit(node, searchEntry(node), now);
        queryIndex.submit(node, queryEntry(node), now);
        node.children().forEach(this::changed);
    }

    private static boolean isOpen(Node node) {
        return node.isVisible() && !node.inTrash();
    }

    private static Optional<Entry> searchEntry(Node node) {
        return isOpen(node) && node.isListed() && node.kind() != NotionId.Kind.DATABASE
                ? Optional.of(Entry.of(node, null)) : Optional.empty();
    }

    private static Optional<Entry> queryEntry(Node node) {
        @Nullable Node partition = node.parent().orElse(null);
        return isOpen(node) && node.isRow() ? Optional.of(Entry.of(node, partition)) : Optional.empty();
    }
}
