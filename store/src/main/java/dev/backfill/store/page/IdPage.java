package dev.backfill.store.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a census.
 *
 * @param ids all that the page lists
 * @param records those of them that the listing brought whole, stored with the page so that they need no fetch; null for ids alone
 * @param nextCursor where the next page begins, or null after the last
 * @param incomplete why the listing leaves something out that no other question brings either, in words; null if nothing says so. A
 *     partition of which a listing stays incomplete is not verified
 */
public record IdPage(
        List<String> ids, @Nullable RecordPage records, @Nullable String nextCursor, @Nullable String incomplete) {
    public IdPage(List<String> ids, @Nullable String nextCursor) {
        this(ids, null, nextCursor, null);
    }

    public IdPage(List<String> ids, @Nullable RecordPage records, @Nullable String nextCursor) {
        this(ids, records, nextCursor, null);
    }
}
