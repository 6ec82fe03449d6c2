package dev.backfill.workers.source;

import dev.backfill.store.page.IdPage;
import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.StoredRecord;
import dev.backfill.store.page.Table;
import dev.backfill.workflows.source.DateRange;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Gatherers;
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

    /**
     * The table of parts that stand for other records, under their ids: a page within a Notion page is one of its blocks as well. Null
     * if there are none. When such a record is gone, those that show it are fetched again, as nothing else need tell that they changed.
     */
    default @Nullable Table shownRecords() {
        return null;
    }

    /** The table of its partitions; null if they are no objects of the vendor, as months are. */
    @Nullable Table partitionTable();

    /**
     * Everything that the credentials see, narrowed by the parameters.
     *
     * @param parameters the source's own parameters, as a JSON object
     */
    List<FoundPartition> partitions(String parameters, DateRange range);

    /**
     * Whether these parameters narrow nothing, so that every partition of which something is stored belongs to the run, also one that
     * the enumeration does not show and that only a record led to.
     */
    default boolean takesAll(String parameters) {
        return false;
    }

    /** These partitions, by their own ids, without a count of their records. Those that are not visible are left out. */
    List<FoundPartition> find(Set<String> partitionIds);

    /** Rows that records refer to and that belong to no partition, such as users, by table. Stored whenever a run is planned. */
    default Map<Table, List<Row>> referenceRows() {
        return Map.of();
    }

    /**
     * What pulling these partitions would take, as cheaply as the source can say it: at most one request for each. What cannot be
     * counted is answered with a hint, or without a number; a count that fails is no failure.
     */
    Estimate estimate(List<FoundPartition> partitions, DateRange range);

    /**
     * A page of the ids of all that is to be listed; with the records themselves, where listing them costs no more.
     *
     * @param cursor null for the first page
     * @param fetchOrder the page's place in the order of fetches, for the records
     */
    IdPage census(SourcePartition partition, Listing listing, @Nullable String cursor, long fetchOrder);

    /**
     * Whether the page at this cursor may hold nothing but what earlier pages gave: where a listing that the vendor caps was cut into
     * smaller ones, these overlap. The source itself then sees to it that the listing ends.
     */
    default boolean mayRepeat(String cursor) {
        return false;
    }

    /**
     * How many records the vendor itself says that the partition holds in this range: a witness beside the listings. Empty if it does
     * not count, or gives no usable number now; this does not throw {@link SourceException} but for {@code CANCELLED} and
     * {@code QUOTA_EXHAUSTED}.
     */
    default OptionalLong count(SourcePartition partition, DateRange range) {
        return OptionalLong.empty();
    }

    /** What no request can show of this source, a sentence each, for the verdict: such as issues that were archived before the first run. */
    default List<String> cannotSee() {
        return List.of();
    }

    /** How a census is sorted. */
    enum CensusOrder {
        /** By creation, newest first: it does not move under edits. The first census asks for it. */
        CREATED,
        /** By change, newest first: it shows which stored records are stale. The final census asks for it. */
        CHANGED
    }

    /** Whether {@link CensusOrder#CHANGED} is what it says. If not, the census is sorted as it may be, and its order proves nothing. */
    default boolean sortsByChange() {
        return true;
    }

    /** Whether a listing may pass over a record when another comes or goes meanwhile: the final census is then taken until two agree. */
    default boolean listingsShift() {
        return false;
    }

    /** The period that a listing of this range really covers, such as whole days. */
    default DateRange covered(DateRange range) {
        return range;
    }

    /**
     * The column of {@link #recordTable()}, a {@code timestamptz}, whose value lies in the range if the record does; null where a range
     * holds what was created before its end and last changed at or after its beginning.
     */
    default @Nullable String rangeColumn() {
        return null;
    }

    /** The most records that a run with these parameters takes, newest first over all partitions; empty for no bound. */
    default OptionalInt mostRecords(String parameters) {
        return OptionalInt.empty();
    }

    /** How far before its watermark a partition is pulled again incrementally, so that what the vendor shows late is not missed. */
    Duration overlap();

    /** What operators should know of what these settings leave open, though it stops nothing. */
    default List<String> warnings() {
        return List.of();
    }

    /**
     * Fills columns that had to stay open when a record was stored, from what is stored by now or from elsewhere. Called before a
     * partition's verdict. What cannot be had stays open: this does not throw {@link SourceException}.
     */
    default void fillIn(SourcePartition partition) {}

    /**
     * Columns, of any of the tables, that do not come of the raw content: {@link #derive} has null for them, and whoever stores what it
     * gives leaves them as they are.
     */
    default Set<String> filledColumns() {
        return Set.of();
    }

    /** Makes a record's typed columns and those of its parts anew of what is stored, without a request. Its raw content stays as it is. */
    PageRecord derive(StoredRecord stored);

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

    /** As {@link #locate}, of any number of records. */
    default Map<String, Location> locateAll(List<String> recordIds) {
        return inFetches(recordIds, this::locate);
    }

    /** The column of {@link #recordTable()} with what people call a record, such as an issue's key; null if only its id names it. */
    default @Nullable String nameColumn() {
        return null;
    }

    /**
     * Asks for records by id or by what people call them.
     *
     * @param names at most {@link #fetchSize()}
     * @return those that exist and may be seen, by the name that they were asked for; each says its id
     */
    default Map<String, Location> resolve(List<String> names) {
        return locate(names);
    }

    /** As {@link #resolve}, of any number of records. */
    default Map<String, Location> resolveAll(List<String> names) {
        return inFetches(names, this::resolve);
    }

    private Map<String, Location> inFetches(List<String> names, Function<List<String>, Map<String, Location>> ask) {
        Map<String, Location> located = new HashMap<>();
        names.stream().gather(Gatherers.windowFixed(fetchSize())).map(ask).forEach(located::putAll);
        return located;
    }

    /** Whether the partition itself is still visible: only then does an absent record count as deleted. */
    boolean isVisible(SourcePartition partition);
}
