package dev.backfill.workers.source.notion;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many objects a page of each kind of list is asked to hold. Notion answers 503 or 504 to a page that takes it too long, and advises a
 * smaller one; what worked is remembered, and grows again slowly.
 */
final class PageSizes {
    private static final int GROWS_AFTER = 20;

    private record Size(int most, int worked) {}

    private final Map<String, Size> sizes = new ConcurrentHashMap<>();

    /** @param kind of the list, such as {@code search} */
    int of(String kind, int most) {
        Size size = sizes.get(kind);
        return size == null ? most : Math.min(most, size.most());
    }

    /** Notes that a page of this size came, after a larger one had been too much, or since then. */
    void worked(String kind, int most, boolean shrunk) {
        sizes.compute(kind, (same, size) -> {
            if (shrunk) {
                return new Size(most, 0);
            }
            if (size == null || most < size.most()) {
                return size;
            }
            int worked = size.worked() + 1;
            if (worked < GROWS_AFTER) {
                return new Size(size.most(), worked);
            }
            return size.most() * 2 >= NotionClient.MOST ? null : new Size(size.most() * 2, 0);
        });
    }
}
