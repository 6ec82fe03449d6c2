package dev.backfill.workers.pull;

import static org.assertj.core.api.Assertions.fail;

import dev.backfill.store.page.IdPage;
import dev.backfill.store.page.RecordPage;
import dev.backfill.workers.source.Listing;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.Source.CensusOrder;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workflows.source.DateRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Follows a source's cursor to its end under the guard of the pull loop, without storing anything. */
public final class CursorLoop {
    private static final int MOST_PAGES = 1_000;

    private CursorLoop() {}

    public static List<String> census(Source source, SourcePartition partition, DateRange range, CensusOrder order) {
        return censusPages(source, partition, range, order).stream().flatMap(List::stream).toList();
    }

    public static List<List<String>> censusPages(Source source, SourcePartition partition, DateRange range, CensusOrder order) {
        return wholeCensus(source, partition, range, order).stream().map(IdPage::ids).toList();
    }

    public static List<IdPage> wholeCensus(Source source, SourcePartition partition, DateRange range, CensusOrder order) {
        List<IdPage> pages = new ArrayList<>();
        CursorGuard guard = new CursorGuard(null);
        String cursor = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            IdPage given = source.census(partition, new Listing(source.covered(range), order), cursor, page);
            guard.check(given.ids(), given.nextCursor(), cursor != null && source.mayRepeat(cursor));
            pages.add(given);
            cursor = given.nextCursor();
            if (cursor == null) {
                return pages;
            }
        }
        return fail("no end after " + MOST_PAGES + " pages");
    }

    public static List<RecordPage> changes(Source source, SourcePartition partition, DateRange range, Instant since) {
        List<RecordPage> pages = new ArrayList<>();
        CursorGuard guard = new CursorGuard(null);
        String cursor = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            RecordPage given = source.changes(partition, source.covered(range), since, cursor, page);
            guard.check(idsOf(given), given.nextCursor(), cursor != null && source.mayRepeat(cursor));
            pages.add(given);
            cursor = given.nextCursor();
            if (cursor == null) {
                return pages;
            }
        }
        return fail("no end after " + MOST_PAGES + " pages");
    }

    public static List<String> idsOf(RecordPage page) {
        return page.records().stream().map(record -> record.row().id()).toList();
    }
}
