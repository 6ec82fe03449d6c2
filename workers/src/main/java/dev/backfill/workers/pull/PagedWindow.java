package dev.backfill.workers.pull;

import dev.backfill.store.page.CensusTerms;
import dev.backfill.store.page.IdPage;
import dev.backfill.store.page.PageWriter;
import dev.backfill.store.page.PendingRecord;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.WrittenPage;
import dev.backfill.store.window.LeasedWindow;
import dev.backfill.workers.secret.Secrets;
import dev.backfill.workers.source.Listing;
import dev.backfill.workers.source.Location;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.Source.CensusOrder;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workers.source.http.RequestMeter;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.pull.WindowResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a window's kind makes of fetching a page and storing it. */
sealed interface PagedWindow<P> {
    /** Counts the requests. */
    RequestMeter meter();

    /** Fetches the page at this cursor, null being the start. */
    P fetch(@Nullable String cursor);

    /** The same, counted. */
    default P fetchCounted(@Nullable String cursor) {
        return meter().during(() -> fetch(cursor));
    }

    /** The cursor of the page after this one, null after the last. */
    @Nullable String next(P page);

    List<String> ids(P page);

    WrittenPage write(P page, long requests);

    /** Stores a page with the requests that were sent since the one before. */
    default WrittenPage writeCounted(P page) {
        long requests = meter().take();
        try {
            return write(page, requests);
        } catch (RuntimeException failure) {
            meter().putBack(requests);
            throw failure;
        }
    }

    static PagedWindow<?> of(LeasedWindow window, Source source, PageWriter writer, Listings listings, RequestMeter meter) {
        SourcePartition partition = SourcePartition.of(window);
        return switch (window.kind()) {
            case CENSUS, FINAL_CENSUS -> window.recordIds().isEmpty()
                    ? census(window, source, writer, partition, listings, meter)
                    : new Located(window, source, writer, partition, meter);
            case RECORDS, REFETCH -> new Records(window, source, writer, partition, meter);
            // Of what the changes led to, one that has ids fetches just these.
            case CHANGES -> window.recordIds().isEmpty()
                    ? new Changes(window, source, writer, partition, meter)
                    : new Records(window, source, writer, partition, meter);
        };
    }

    private static Census census(
            LeasedWindow window, Source source, PageWriter writer, SourcePartition partition, Listings listings, RequestMeter meter) {
        CensusTerms terms = listings.terms(window, source);
        return new Census(window, source, writer, partition, meter, terms, listings.bound(window, terms));
    }

    /** Ids only, however they are found. */
    sealed interface Ids extends PagedWindow<IdPage> {
        LeasedWindow window();

        PageWriter writer();

        @Override
        default @Nullable String next(IdPage page) {
            return page.nextCursor();
        }

        @Override
        default List<String> ids(IdPage page) {
            return page.ids();
        }

        default CensusTerms terms() {
            return CensusTerms.PLAIN;
        }

        @Override
        default WrittenPage write(IdPage page, long requests) {
            return writer().write(window(), page.worded(Secrets::scrubbed), requests, terms());
        }
    }

    /** All ids. The final census is sorted by change, which shows what is stale. */
    record Census(
            LeasedWindow window,
            Source source,
            PageWriter writer,
            SourcePartition partition,
            RequestMeter meter,
            CensusTerms terms,
            ListingBound bound)
            implements Ids {
        @Override
        public IdPage fetch(@Nullable String cursor) {
            if (bound.isReached()) {
                return new IdPage(List.of(), null);
            }
            boolean last = window.kind() == WindowKind.FINAL_CENSUS;
            // Taken again, it is asked for in another order: a listing that is cut off then lacks something else.
            CensusOrder order = last && window.relistings() % 2 == 0 ? CensusOrder.CHANGED : CensusOrder.CREATED;
            // The final census lists everything, also of an incremental run: that is what the proof rests on.
            Listing listing = new Listing(source.covered(window.range()), last ? null : window.changedSince(), order);
            return bound.cut(source.census(partition, listing, cursor, writer.nextFetchOrder()));
        }
    }

    /** Of given ids, those that are in the partition; one that cannot be read is taken to be. */
    record Located(LeasedWindow window, Source source, PageWriter writer, SourcePartition partition, RequestMeter meter) implements Ids {
        @Override
        public IdPage fetch(@Nullable String cursor) {
            GivenIds page = GivenIds.at(window, cursor, source.fetchSize());
            Map<String, Location> located = source.locate(page.ids());
            return new IdPage(page.ids().stream().filter(id -> isHere(located.get(id))).toList(), page.next());
        }

        private boolean isHere(@Nullable Location location) {
            return location != null && !location.deleted() && (location.partitionId() == null || location.partitionId().equals(partition.id()));
        }
    }

    /**
     * A page of the window's ids. The cursor is how many of them are done, so that any attempt can go on anywhere.
     *
     * @param next the cursor of the page after this one, null after the last
     */
    record GivenIds(List<String> ids, @Nullable String next) {
        static GivenIds at(LeasedWindow window, @Nullable String cursor, int most) {
            int from = cursor == null ? 0 : Integer.parseInt(cursor);
            int to = Math.min(window.recordIds().size(), from + most);
            return new GivenIds(window.recordIds().subList(from, to), to == window.recordIds().size() ? null : Integer.toString(to));
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
            return Stream.concat(
                            page.records().stream().map(record -> record.row().id()),
                            page.pending().stream().map(PendingRecord::id))
                    .toList();
        }

        @Override
        default WrittenPage write(RecordPage page, long requests) {
            WindowResult counts = writer().write(window(), page.worded(Secrets::scrubbed), requests);
            return new WrittenPage(counts, counts);
        }
    }

    /** Records by id. */
    record Records(LeasedWindow window, Source source, PageWriter writer, SourcePartition partition, RequestMeter meter)
            implements Whole {
        @Override
        public RecordPage fetch(@Nullable String cursor) {
            GivenIds given = GivenIds.at(window, cursor, source.fetchSize());
            long order = writer.nextFetchOrder();
            return source.fetch(partition, given.ids(), order).followedBy(given.next());
        }
    }

    /** What changed since the run began, along the source's own cursor. */
    record Changes(LeasedWindow window, Source source, PageWriter writer, SourcePartition partition, RequestMeter meter)
            implements Whole {
        @Override
        public RecordPage fetch(@Nullable String cursor) {
            return source.changes(partition, source.covered(window.range()), window.runStartedAt(), cursor, writer.nextFetchOrder());
        }
    }
}
