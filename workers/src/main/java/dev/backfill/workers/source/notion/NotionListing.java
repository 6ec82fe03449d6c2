package dev.backfill.workers.source.notion;

import dev.backfill.store.page.IdPage;
import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.Listing;
import dev.backfill.workers.source.Source.CensusOrder;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.source.DateRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Pages of ids: the rows of a data source by its query, those of the workspace by searching. */
final class NotionListing {
    /** Searches are sorted by an index that lags: one goes on this far behind the time where one could stop. */
    private static final Duration BEHIND = Duration.ofHours(1);
    /** Pages of a search that hold nothing of the workspace, passed over in one call. */
    private static final int MOST_PASSED_OVER = 100;

    private final NotionClient notion;
    private final RowListing rows;
    private final SearchListing searches;
    private final NotionPartitions partitions;

    NotionListing(NotionClient notion, RowListing rows, SearchListing searches, NotionPartitions partitions) {
        this.notion = notion;
        this.rows = rows;
        this.searches = searches;
        this.partitions = partitions;
    }

    static boolean mayRepeat(String cursor) {
        return RowPosition.isOurs(cursor) ? RowListing.mayRepeat(cursor) : SearchPosition.read(cursor).ascending();
    }

    IdPage census(SourcePartition partition, Listing listing, @Nullable String cursor) {
        Instant from = since(listing.range(), listing.changedSince());
        Instant to = listing.range().to();
        if (!partition.id().equals(NotionPartitions.WORKSPACE)) {
            String sort = listing.order() == CensusOrder.CREATED ? "created_time" : "last_edited_time";
            return rows.page(new RowListing.Query(partition.id(), from, to, sort, "descending"), NotionClient.MOST, cursor);
        }
        // The last census lists whatever can be searched, wherever it lies: a second enumeration, which shows what queries missed.
        boolean everywhere = listing.order() == CensusOrder.CHANGED;
        IdPage found = search(from, to, everywhere, NotionClient.MOST, cursor);
        boolean checked = found.nextCursor() != null || !everywhere || found.incomplete() != null;
        return checked ? found : new IdPage(found.ids(), null, null, partitions.incomplete(), found.sorted());
    }

    /** Ids of what was changed or added since, oldest first; in the workspace newest first, as searches cannot begin at a time. */
    IdPage changes(SourcePartition partition, DateRange range, Instant since, int most, @Nullable String cursor) {
        Instant from = since(range, since);
        return partition.id().equals(NotionPartitions.WORKSPACE)
                ? search(from, range.to(), false, most, cursor)
                : rows.page(new RowListing.Query(partition.id(), from, range.to(), "last_edited_time", "ascending"), most, cursor);
    }

    /** Notion's times are rounded down to the minute. */
    private static Instant since(DateRange range, @Nullable Instant since) {
        Instant later = since == null || since.isBefore(range.from()) ? range.from() : since;
        return later.truncatedTo(ChronoUnit.MINUTES);
    }

    /** Passes over what has nothing of the range, so that an empty page is not taken for one that leads nowhere. */
    private IdPage search(Instant from, Instant to, boolean everywhere, int most, @Nullable String start) {
        Set<String> cursors = new HashSet<>();
        SearchPosition at = SearchPosition.read(start);
        for (int passed = 1; ; passed++) {
            SearchListing.Found found = searches.page("page", at, most, from.minus(BEHIND));
            List<String> ids = ids(found.objects(), from, to, everywhere);
            SearchPosition next = found.next();
            boolean passOver = ids.isEmpty() && !found.objects().isEmpty() && passed < MOST_PASSED_OVER;
            if (next == null || !passOver) {
                return new IdPage(ids, null, next == null ? null : next.write(), found.incomplete(), !at.ascending());
            }
            if (next.vendor() != null && !cursors.add(next.vendor())) {
                throw SourceException.of(FailureType.CURSOR_LOOP, "Notion's search gave a cursor that it had given before");
            }
            at = next;
        }
    }

    private List<String> ids(List<JsonNode> objects, Instant from, Instant to, boolean everywhere) {
        List<String> ids = new ArrayList<>();
        for (JsonNode object : objects) {
            String id = NotionValues.id(object, "id");
            if (id == null) {
                throw SourceException.of(FailureType.MALFORMED_ANSWER, "Notion lists an object without an id");
            }
            boolean wanted = isPage(object) && !NotionValues.isInTrash(object) && isIn(object, from, to);
            if (wanted && (everywhere || isOutside(object))) {
                ids.add(id);
            }
        }
        return ids;
    }

    static boolean isPage(JsonNode object) {
        return !Set.of("data_source", "database").contains(String.valueOf(NotionValues.text(object, "object")));
    }

    private boolean isOutside(JsonNode page) {
        return PageReader.owner(page, notion.version()).equals(NotionPartitions.WORKSPACE);
    }

    /** What has no time that can be read is in every range. */
    private static boolean isIn(JsonNode page, Instant from, Instant to) {
        Instant created = JsonMembers.time(page, "created_time");
        Instant edited = JsonMembers.time(page, "last_edited_time");
        return (created == null || created.isBefore(to)) && (edited == null || !edited.isBefore(from));
    }
}
