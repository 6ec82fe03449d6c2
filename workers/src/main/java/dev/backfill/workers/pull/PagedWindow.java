package dev.backfill.workers.pull;

import dev.backfill.store.page.IdPage;
import dev.backfill.store.page.PageWriter;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.window.LeasedWindow;
import dev.backfill.workers.source.Source.CensusOrder;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.pull.WindowResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a window's kind makes of fetching a page and storing it. */
sealed interface PagedWindow<P> {
    /** Fetches the page at this cursor, null being the start. */
    P fetch(@Nullable String cursor);

    /** The cursor of the page after this one, null after the last. */
    @Nullable String next(P page);

    List<String> ids(P page);

    WindowResult write(P page);

    static PagedWindow<?> of(LeasedWindow window, Source source, PageWriter writer) {
        SourcePartition partition = new SourcePartition(window.partitionId(), window.partitionKey());
        return switch (window.kind()) {
            case CENSUS, FINAL_CENSUS -> new Census(window, source, writer, partition);
            case RECORDS, REFETCH -> new Records(window, source, writer, partition);
            case CHANGES -> new Changes(window, source, writer, partition);
        };
    }

    /** Ids only. The final one is sorted by change, which shows what is stale. */
    record Census(LeasedWindow window, Source source, PageWriter writer, SourcePartition partition) implements PagedWindow<IdPage> {
        @Override
        public IdPage fetch(@Nullable String cursor) {
            CensusOrder order = window.kind() == WindowKind.FINAL_CENSUS ? CensusOrder.CHANGED : CensusOrder.CREATED;
            return source.census(partition, window.range(), order, cursor);
        }

        @Override
        public @Nullable String next(IdPage page) {
            return page.nextCursor();
        }

        @Override
        public List<String> ids(IdPage page) {
            return page.ids();
        }

        @Override
        public WindowResult write(IdPage page) {
            return writer.write(window, page);
        }
    }

    /** Whole records, however they are found. */
    sealed interface Whole extends PagedWindow<RecordPage> {
        LeasedWindow window();

        PageWriter writer();

        @Override
        default @Nullable String next(RecordPage page) {
            return page.nextCursor();
        }

        @Override
        default List<String> ids(RecordPage page) {
            return page.records().stream().map(record -> record.row().id()).toList();
        }

        @Override
        default WindowResult write(RecordPage page) {
            return writer().write(window(), page);
        }
    }

    /** Records by id: the cursor is how many of the window's ids are done, so that any attempt can go on anywhere. */
    record Records(LeasedWindow window, Source source, PageWriter writer, SourcePartition partition)
            implements Whole {
        @Override
        public RecordPage fetch(@Nullable String cursor) {
            int from = cursor == null ? 0 : Integer.parseInt(cursor);
            int to = Math.min(window.recordIds().size(), from + source.fetchSize());
            long order = writer.nextFetchOrder();
            RecordPage page = source.fetch(partition, window.recordIds().subList(from, to), order);
            String next = to == window.recordIds().size() ? null : Integer.toString(to);
            return new RecordPage(order, page.table(), page.records(), page.rejected(), next);
        }
    }

    /** What changed since the run began, along the source's own cursor. */
    record Changes(LeasedWindow window, Source source, PageWriter writer, SourcePartition partition)
            implements Whole {
        @Override
        public RecordPage fetch(@Nullable String cursor) {
            return source.changes(partition, window.range(), window.runStartedAt(), cursor, writer.nextFetchOrder());
        }
    }
}
