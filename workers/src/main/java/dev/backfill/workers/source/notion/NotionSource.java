package dev.backfill.workers.source.notion;

import dev.backfill.store.page.IdPage;
import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.StoredRecord;
import dev.backfill.store.page.Table;
import dev.backfill.workers.source.Estimate;
import dev.backfill.workers.source.FoundPartition;
import dev.backfill.workers.source.Listing;
import dev.backfill.workers.source.Location;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workers.source.http.SourceHttp;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.source.Sources;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notion. Data sources are partitions, and the workspace's other pages are one. Rows are listed by queries, other pages by searching,
 * which is not exhaustive: the last census of the workspace therefore searches everything, and pages lead to the pages within them.
 */
public class NotionSource implements Source {
    /** Page, blocks, comments. */
    private static final int REQUESTS_OF_A_PAGE = 3;
    private static final int PAGES_AT_ONCE = 10;

    private final SourceHttp http;
    private final NotionClient notion;
    private final NotionPartitions partitions;
    private final NotionListing listing;
    private final ChildDatabases databases;
    private final PageLocations locations;

    public NotionSource(SourceHttp http, NotionProperties properties) {
        this.http = http;
        this.notion = new NotionClient(http, properties);
        SearchListing searches = new SearchListing(notion);
        RowListing rows = new RowListing(notion);
        this.partitions = new NotionPartitions(notion, searches);
        this.listing = new NotionListing(notion, rows, searches, partitions);
        this.databases = new ChildDatabases(notion, partitions, rows);
        this.locations = new PageLocations(notion);
    }

    @Override
    public String id() {
        return Sources.NOTION.id();
    }

    @Override
    public Table recordTable() {
        return NotionTables.PAGE;
    }

    @Override
    public List<Table> partTables() {
        return List.of(NotionTables.BLOCK, NotionTables.COMMENT);
    }

    @Override
    public Table shownRecords() {
        return NotionTables.BLOCK;
    }

    @Override
    public Table partitionTable() {
        return NotionTables.DATA_SOURCE;
    }

    @Override
    public Map<Table, List<Row>> referenceRows() {
        return Map.of(NotionTables.USER, new NotionUsers(notion).rows());
    }

    @Override
    public List<FoundPartition> partitions(String parameters, DateRange range) {
        notion.me();
        return partitions.find(NotionPartitions.parameters(parameters));
    }

    @Override
    public boolean takesAll(String parameters) {
        return NotionPartitions.parameters(parameters).databases().isEmpty();
    }

    @Override
    public List<FoundPartition> find(Set<String> partitionIds) {
        notion.me();
        return partitions.find(partitionIds);
    }

    /** Notion counts nothing. */
    @Override
    public Estimate estimate(List<FoundPartition> found, DateRange range) {
        return new Estimate(
                Collections.nCopies(found.size(), null), NotionClient.MOST, REQUESTS_OF_A_PAGE * PAGES_AT_ONCE, http.requestsPerSecond());
    }

    @Override
    public DateRange covered(DateRange range) {
        Instant to = range.to().truncatedTo(ChronoUnit.MINUTES);
        return new DateRange(
                range.from().truncatedTo(ChronoUnit.MINUTES), to.equals(range.to()) ? to : to.plus(1, ChronoUnit.MINUTES));
    }

    @Override
    public IdPage census(SourcePartition partition, Listing asked, @Nullable String cursor, long fetchOrder) {
        return listing.census(partition, asked, cursor);
    }

    @Override
    public boolean mayRepeat(String cursor) {
        return NotionListing.mayRepeat(cursor);
    }

    @Override
    public List<String> cannotSee() {
        return List.of(
                "A page or database of which neither a search nor any page that is shared with the integration tells cannot be found.",
                "A page that was archived outside of a database need not be found by searching, and is read where another page shows it.",
                "Blocks of kinds that Notion's API does not give are named, without their content.",
                "Comments that were resolved, and those on single blocks, are not read.",
                "A comment does not change the time of its page: one that is added later is found by a full run, not by an incremental one.");
    }

    /** Times are whole minutes, and what was changed shows in searches minutes later. */
    @Override
    public Duration overlap() {
        return Duration.ofMinutes(10);
    }

    @Override
    public int fetchSize() {
        return PAGES_AT_ONCE;
    }

    @Override
    public RecordPage fetch(SourcePartition partition, List<String> recordIds, long fetchOrder) {
        return fetch(recordIds, fetchOrder, null);
    }

    private RecordPage fetch(List<String> ids, long fetchOrder, @Nullable String nextCursor) {
        PageFetch pages = new PageFetch(notion, databases);
        pages.fetch(ids);
        return pages.page(fetchOrder, nextCursor);
    }

    @Override
    public RecordPage changes(SourcePartition partition, DateRange range, Instant since, @Nullable String cursor, long fetchOrder) {
        // Ids only, then one by one: what is fetched by id is exact where an index lags.
        IdPage changed = listing.changes(partition, range, since, PAGES_AT_ONCE, cursor);
        return fetch(changed.ids(), fetchOrder, changed.nextCursor());
    }

    @Override
    public PageRecord derive(StoredRecord stored) {
        return StoredPage.derive(stored);
    }

    @Override
    public Map<String, Location> locate(List<String> recordIds) {
        return locations.of(recordIds);
    }

    /** People copy ids from addresses, where they have no dashes. */
    @Override
    public Map<String, Location> resolve(List<String> names) {
        Map<String, Location> resolved = new HashMap<>();
        for (String name : names) {
            String id = NotionValues.canonicalId(name);
            Location location = id == null ? null : locations.of(List.of(id)).get(id);
            if (location != null) {
                resolved.put(name, location);
            }
        }
        return resolved;
    }

    @Override
    public boolean isVisible(SourcePartition partition) {
        if (partition.id().equals(NotionPartitions.WORKSPACE)) {
            notion.me();
            return true;
        }
        return partitions.visible(partition.id()) != null;
    }
}
