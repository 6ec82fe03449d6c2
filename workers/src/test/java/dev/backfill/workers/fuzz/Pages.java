package dev.backfill.workers.fuzz;

import dev.backfill.store.page.IdPage;
import dev.backfill.store.page.RecordPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Pages of a listing, made smaller. */
final class Pages {
    private Pages() {}

    /** What of a page is to be shown, with the records that it brings of it. */
    static IdPage only(IdPage page, Predicate<String> shown, @Nullable String next, long fetchOrder) {
        RecordPage records = page.records() == null ? null : only(page.records(), shown, next, fetchOrder);
        return new IdPage(page.ids().stream().filter(shown).toList(), records, next, page.incomplete(), page.sorted());
    }

    static RecordPage only(RecordPage page, Predicate<String> shown, @Nullable String next, long fetchOrder) {
        return new RecordPage(
                fetchOrder,
                page.table(),
                page.records().stream().filter(record -> shown.test(record.row().id())).toList(),
                page.rejected().stream().filter(record -> record.id() == null || shown.test(record.id())).toList(),
                page.pending().stream().filter(record -> shown.test(record.id())).toList(),
                page.discovered(),
                page.withheld().stream().filter(record -> shown.test(record.recordId())).toList(),
                page.referred(),
                next);
    }

    /** The page with these ids before its own, of which it brings no records. */
    static IdPage with(Set<String> first, IdPage page) {
        List<String> ids = new ArrayList<>(first);
        ids.addAll(page.ids());
        return new IdPage(ids, page.records(), page.nextCursor(), page.incomplete(), page.sorted());
    }
}
