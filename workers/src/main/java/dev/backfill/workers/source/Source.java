package dev.backfill.workers.source;

import dev.backfill.store.page.IdPage;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.Table;
import dev.backfill.workflows.source.DateRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A vendor whose history is pulled. Every method may be called from many threads, blocks while the shared budget or the vendor makes
 * it wait, and throws {@link SourceException}; none of them stores anything.
 */
public interface Source {
    /** The id under which {@code Sources} registers it. */
    String id();

    /** The table of its records. */
    Table recordTable();

    /** The tables of its records' parts. */
    List<Table> partTables();

    /** The table of its partitions. */
    Table partitionTable();

    /**
     * Everything that the credentials see, narrowed by the parameters.
     *
     * @param parameters the source's own parameters, as a JSON object
     */
    List<FoundPartition> partitions(String parameters, DateRange range);

    /**
     * A page of the ids of all records in the range.
     *
     * @param order how the pages together are sorted
     * @param cursor null for the first page
     */
    IdPage census(SourcePartition partition, DateRange range, CensusOrder order, @Nullable String cursor);

    /** How a census is sorted. */
    enum CensusOrder {
        /** By creation, newest first: it does not move under edits. */
        CREATED,
        /** By change, newest first: it shows which stored records are stale. */
        CHANGED
    }

    /** How many records {@link #fetch} is best given at once. */
    int fetchSize();

    /**
     * These records, whole. Those that no longer exist are left out; those that cannot be read are rejected.
     *
     * @param recordIds at most {@link #fetchSize()}
     * @param fetchOrder the page's place in the order of fetches
     * @return a page without a cursor
     */
    RecordPage fetch(SourcePartition partition, List<String> recordIds, long fetchOrder);

    /** A page of the records that were changed or added since an instant, whole. */
    RecordPage changes(SourcePartition partition, DateRange range, Instant since, @Nullable String cursor, long fetchOrder);

    /**
     * Asks for records by id.
     *
     * @param recordIds at most {@link #fetchSize()}
     * @return those that exist and may be seen, by id
     */
    Map<String, Location> locate(List<String> recordIds);

    /** Whether the partition itself is still visible: only then does an absent record count as deleted. */
    boolean isVisible(SourcePartition partition);
}
