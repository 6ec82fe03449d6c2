package dev.backfill.store.page;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A page of a census.
 *
 * @param ids all that the page lists
 * @param records those of them that the listing brought whole, stored with the page so that they need no fetch; null for ids alone
 * @param nextCursor where the next page begins, or null after the last
 * @param incomplete why the listing leaves something out that no other question brings either, in words; null if nothing says so. A
 *     partition of which a listing stays incomplete is not verified
 * @param sorted whether it stands in the order that was asked for; not where a listing that the vendor caps was cut into smaller ones,
 *     whose order as a whole then proves nothing
 */
public record IdPage(
        List<String> ids, @Nullable RecordPage records, @Nullable String nextCursor, @Nullable String incomplete, boolean sorted) {
    public IdPage(List<String> ids, @Nullable String nextCursor) {
        this(ids, null, nextCursor, null);
    }

    public IdPage(List<String> ids, @Nullable RecordPage records, @Nullable String nextCursor) {
        this(ids, records, nextCursor, null);
    }

    public IdPage(List<String> ids, @Nullable RecordPage records, @Nullable String nextCursor, @Nullable String incomplete) {
        this(ids, records, nextCursor, incomplete, true);
    }

    /** The same page with its reasons in other words; what it has of records stays as it is. */
    public IdPage worded(UnaryOperator<String> words) {
        return new IdPage(
                ids, records == null ? null : records.worded(words), nextCursor, incomplete == null ? null : words.apply(incomplete), sorted);
    }
}
