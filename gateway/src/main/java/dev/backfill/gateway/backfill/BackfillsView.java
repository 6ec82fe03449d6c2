package dev.backfill.gateway.backfill;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of runs, newest first.
 *
 * @param next the path of the next page, as in the header {@code Link}; null on the last one
 */
record BackfillsView(List<BackfillView> backfills, @Nullable String next) {
    /** Without what the mere passing of time changes. */
    BackfillsView timeless() {
        return new BackfillsView(backfills.stream().map(BackfillView::timeless).toList(), next);
    }
}
