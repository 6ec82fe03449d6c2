package dev.backfill.workers.verify;

import dev.backfill.store.page.IdPage;
import dev.backfill.store.partition.StoredPartition;
import dev.backfill.workers.pull.CursorGuard;
import dev.backfill.workers.source.Listing;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.Source.CensusOrder;
import dev.backfill.workers.source.SourcePartition;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists a partition once more, to see whether records that are not there by id are listed all the same. Stores nothing. */
record ListedNow(Source source, StoredPartition partition) {
    /** Fetch orders begin at 1: nothing that comes with these pages is stored. */
    private static final long NO_ORDER = 0;

    /** Those of these ids that the source lists now. */
    Set<String> of(Collection<String> ids) {
        Listing listing = new Listing(source.covered(partition.range()), CensusOrder.CHANGED);
        CursorGuard guard = new CursorGuard(null);
        Set<String> listed = new HashSet<>();
        @Nullable String cursor = null;
        do {
            IdPage page = source.census(SourcePartition.of(partition), listing, cursor, NO_ORDER);
            guard.check(page.ids(), page.nextCursor(), cursor != null && source.mayRepeat(cursor));
            page.ids().stream().filter(ids::contains).forEach(listed::add);
            cursor = page.nextCursor();
        } while (cursor != null && listed.size() < ids.size());
        return listed;
    }
}
