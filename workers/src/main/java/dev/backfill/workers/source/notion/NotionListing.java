package dev.backfill.workers.source.notion;

import static dev.backfill.workers.source.RecordJson.MAPPER;

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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Pages of ids: the rows of a data source by its query, those of the workspace by searching. */
final class NotionListing {
    /** Searches are sorted by an index that lags: one goes on this far behind the time where one could stop. */
    private static final Duration BEHIND = Duration.ofHours(1);
    /** Pages of a search that hold nothing of the workspace, passed over in one call. */
    private static final int MOST_PASSED_OVER = 100;

    private final NotionClient notion;

    NotionListing(NotionClient notion) {
        this.notion = notion;
    }

    IdPage census(SourcePartition partition, Listing listing, @Nullable String cursor) {
        Instant from = since(listing.range(), listing.changedSince());
        Instant to = listing.range().to();
        if (!partition.id().equals(NotionPartitions.WORKSPACE)) {
            String sort = listing.order() == CensusOrder.CREATED ? "created_time" : "last_edited_time";
            return query(partition, from, to, sort, "descending", NotionClient.MOST, cursor);
        }
        // The last census lists whatever can be searched, wherever it lies: a second enumeration, which shows what queries missed.
        return search(from, to, listing.order() == CensusOrder.CHANGED, NotionClient.MOST, cursor);
    }

    /** Ids of what was changed or added since, oldest first; in the workspace newest first, as searches cannot begin at a time. */
    IdPage changes(SourcePartition partition, DateRange range, Instant since, int most, @Nullable String cursor) {
        Instant from = since(range, since);
        return partition.id().equals(NotionPartitions.WORKSPACE)
                ? search(from, range.to(), false, most, cursor)
                : query(partition, from, range.to(), "last_edited_time", "ascending", most, cursor);
    }

    /** Notion's times are rounded down to the minute. */
    private static Instant since(DateRange range, @Nullable Instant since) {
        Instant later = since == null || since.isBefore(range.from()) ? range.from() : since;
        return later.truncatedTo(ChronoUnit.MINUTES);
    }

    private IdPage query(
            SourcePartition partition, Instant from, Instant to, String sort, String direction, int most, @Nullable String cursor) {
        ObjectNode filter = MAPPER.createObjectNode();
        ArrayNode both = filter.putArray("and");
        both.addObject().put("timestamp", "last_edited_time").putObject("last_edited_time").put("on_or_after", from.toString());
        both.addObject().put("timestamp", "created_time").putObject("created_time").put("before", to.toString());
        try {
            JsonNode page = notion.query(partition.id(), filter, sort, direction, most, cursor);
            return new IdPage(ids(page, row -> true), NotionList.next(page));
        } catch (SourceException failure) {
            if (failure.type() == FailureType.NOT_FOUND) {
                throw SourceException.of(FailureType.ACCESS_LOST, "the data source is no longer shared with the integration, or is gone");
            }
            throw failure;
        }
    }

    private interface Wanted {
        boolean test(JsonNode page);
    }

    /** What the queries of data sources give without a word, such as data sources in a wiki, is no page, and has its own partition. */
    private static List<String> ids(JsonNode page, Wanted wanted) {
        List<String> ids = new ArrayList<>();
        for (JsonNode object : NotionList.results(page)) {
            String id = NotionValues.id(object, "id");
            if (id == null) {
                throw SourceException.of(FailureType.MALFORMED_ANSWER, "Notion lists an object without an id");
            }
            boolean isPage = !Set.of("data_source", "database").contains(String.valueOf(NotionValues.text(object, "object")));
            if (isPage && !NotionValues.isInTrash(object) && wanted.test(object)) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** Passes over what has nothing of the range, so that an empty page is not taken for one that leads nowhere. */
    private IdPage search(Instant from, Instant to, boolean everywhere, int most, @Nullable String start) {
        Set<String> cursors = new HashSet<>();
        String cursor = start;
        for (int passed = 1; ; passed++) {
            JsonNode page = notion.search("page", most, cursor);
            List<String> ids = ids(page, found -> (everywhere || isOutside(found)) && isIn(found, from, to));
            String next = isBehind(page, from.minus(BEHIND)) ? null : NotionList.next(page);
            boolean passOver = ids.isEmpty() && !NotionList.results(page).isEmpty() && passed < MOST_PASSED_OVER;
            if (next == null || !passOver) {
                return new IdPage(ids, next);
            }
            if (!cursors.add(next)) {
                throw SourceException.of(FailureType.CURSOR_LOOP, "Notion's search gave a cursor that it had given before");
            }
            cursor = next;
        }
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

    /** Whether all of a page, the most recently edited first, lies before a time. */
    private static boolean isBehind(JsonNode page, Instant time) {
        JsonNode results = NotionList.results(page);
        return !results.isEmpty() && results.valueStream().allMatch(object -> {
            Instant edited = JsonMembers.time(object, "last_edited_time");
            return edited != null && edited.isBefore(time);
        });
    }
}
