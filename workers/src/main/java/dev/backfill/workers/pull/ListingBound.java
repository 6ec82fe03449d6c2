package dev.backfill.workers.pull;

import dev.backfill.store.page.IdPage;
import dev.backfill.store.page.RecordPage;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a listing that is sorted newest first: at a number of ids, or to given ones. What is cut off is neither listed nor stored, and no
 * page behind it is asked for.
 */
sealed interface ListingBound {
    ListingBound NONE = new None();

    /** Whether nothing is left to list, so that no page is asked for. */
    boolean isReached();

    /** What is left of a page. Called once for each, in their order. */
    IdPage cut(IdPage page);

    /**
     * @param most how many ids there may be
     * @param listed those that are already listed
     */
    static ListingBound most(long most, Set<String> listed) {
        return new Most(most, new HashSet<>(listed));
    }

    /**
     * @param ids those that may be listed
     * @param listed those of them that are already listed
     */
    static ListingBound only(Set<String> ids, Set<String> listed) {
        return new Only(ids, new HashSet<>(listed));
    }

    private static IdPage keep(IdPage page, Set<String> kept, boolean last) {
        RecordPage records = page.records();
        String next = last ? null : page.nextCursor();
        return new IdPage(
                page.ids().stream().filter(kept::contains).toList(),
                records == null ? null : keep(records, kept),
                next,
                page.incomplete(),
                page.sorted());
    }

    private static RecordPage keep(RecordPage page, Set<String> kept) {
        return new RecordPage(
                page.fetchOrder(),
                page.table(),
                page.records().stream().filter(record -> kept.contains(record.row().id())).toList(),
                page.rejected().stream().filter(rejected -> isKept(rejected.id(), kept)).toList(),
                page.pending().stream().filter(pending -> kept.contains(pending.id())).toList(),
                List.of(),
                page.withheld().stream().filter(withheld -> kept.contains(withheld.recordId())).toList(),
                page.referred(),
                page.nextCursor());
    }

    private static boolean isKept(@Nullable String id, Set<String> kept) {
        return id == null || kept.contains(id);
    }

    /** No bound. */
    record None() implements ListingBound {
        @Override
        public boolean isReached() {
            return false;
        }

        @Override
        public IdPage cut(IdPage page) {
            return page;
        }
    }

    /** So many. */
    record Most(long most, Set<String> listed) implements ListingBound {
        @Override
        public boolean isReached() {
            return listed.size() >= most;
        }

        @Override
        public IdPage cut(IdPage page) {
            Set<String> kept = new LinkedHashSet<>();
            for (String id : page.ids()) {
                if (listed.contains(id) || !isReached()) {
                    listed.add(id);
                    kept.add(id);
                }
            }
            return keep(page, kept, isReached());
        }
    }

    /** Only these; a page without any of them, behind one that had some, is past their end. */
    record Only(Set<String> ids, Set<String> listed) implements ListingBound {
        @Override
        public boolean isReached() {
            return listed.containsAll(ids);
        }

        @Override
        public IdPage cut(IdPage page) {
            Set<String> kept = new LinkedHashSet<>(page.ids());
            kept.retainAll(ids);
            boolean isPast = !listed.isEmpty() && kept.isEmpty() && !page.ids().isEmpty();
            listed.addAll(kept);
            return keep(page, kept, isPast || isReached());
        }
    }
}
