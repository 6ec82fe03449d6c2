package dev.backfill.simulator.notion;

import dev.backfill.simulator.notion.workspace.Entry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an index knows, in an order that edits change: who is edited while somebody reads is met twice, or not at all.
 *
 * @param ascending all of it
 * @param time what it is ordered by
 * @param query tells cursors of different queries apart
 * @param limit the most that is told over all pages; that there would be more, the last page alone says
 */
record Ordered(NavigableSet<Entry> ascending, ToLongFunction<Entry> time, boolean descending, Predicate<Entry> wanted,
        int query, int limit, Function<Entry, ObjectNode> json) implements Lists.Source {

    @Override
    public Lists.Slice read(String place, int asked) {
        int told = place.isEmpty() ? 0 : Cursor.read(place, query).told();
        int size = Math.min(asked, limit - told);
        List<Entry> found = new ArrayList<>(size);
        Iterator<Entry> entries = from(place).iterator();
        boolean more = false;
        while (entries.hasNext() && !more) {
            Entry entry = entries.next();
            if (wanted.test(entry)) {
                more = found.size() == size;
                if (!more) {
                    found.add(entry);
                }
            }
        }
        boolean capped = more && told + found.size() >= limit;
        Optional<String> next = more && !capped
                ? Optional.of(Cursor.of(query, time.applyAsLong(found.getLast()), found.getLast(), told + found.size())) : Optional.empty();
        return new Lists.Slice(found.stream().map(json).toList(), next, capped);
    }

    private NavigableSet<Entry> from(String place) {
        NavigableSet<Entry> ordered = descending ? ascending.descendingSet() : ascending;
        return place.isEmpty() ? ordered : ordered.tailSet(Cursor.read(place, query).entry(), false);
    }
}
