package dev.backfill.store.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of records, ready to be stored.
 *
 * @param fetchOrder a number from {@link PageWriter#nextFetchOrder()}, taken before the page was asked for
 * @param nextCursor where the next page begins, or null after the last
 */
public record RecordPage(
        long fetchOrder, Table table, List<PageRecord> records, List<RejectedRecord> rejected, @Nullable String nextCursor) {}
