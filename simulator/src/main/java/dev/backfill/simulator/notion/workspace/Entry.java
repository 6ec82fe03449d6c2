package dev.backfill.simulator.notion.workspace;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What an index knows of an object.
 *
 * @param partition what lists it: its data source, or nothing
 * @param created epoch milliseconds, full minutes
 * @param edited epoch milliseconds, full minutes
 */
public record Entry(Node node, @Nullable Node partition, long created, long edited) {

    static final Comparator<Entry> BY_EDITED = Comparator.comparingLong(Entry::edited).thenComparing(Entry::compareNodes);
    static final Comparator<Entry> BY_CREATED = Comparator.comparingLong(Entry::created).thenComparing(Entry::compareNodes);

    private static final long MINUTE = 60_000;

    static Entry of(Node node, @Nullable Node partition) {
        return new Entry(node, partition, minute(node.created()), minute(node.edited()));
    }

    /** A place in an order, whatever it is by: both times are this one. */
    public static Entry at(NotionId.Kind kind, int number, long time) {
        return new Entry(new Node(kind, number, time, time, false), null, time, time);
    }

    /** Rounded down to the minute, as all times are told. */
    public static long minute(long time) {
        return Math.floorDiv(time, MINUTE) * MINUTE;
    }

    private int compareNodes(Entry other) {
        int byNumber = Integer.compare(node.number(), other.node.number());
        return byNumber != 0 ? byNumber : node.kind().compareTo(other.node.kind());
    }
}
