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
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A source with a fetch size of its own, that lets tests act between its pages and remembers what it was asked for. */
public final class InterceptedSource implements Source {
    public final List<List<String>> fetched = new CopyOnWriteArrayList<>();
    public int fetchSize = 20;
    /** Runs before each fetch, with the number of fetches before it. */
    public Consumer<Integer> beforeFetch = number -> {};
    public UnaryOperator<RecordPage> afterFetch = UnaryOperator.identity();
    /** Runs before each derivation, with the record's id. */
    public Consumer<String> beforeDerive = id -> {};
    /** Instead of the source's own. */
    public @Nullable Set<String> filledColumns;
    private final Source source;

    public InterceptedSource(Source source) {
        this.source = source;
    }

    @Override
    public String id() {
        return source.id();
    }

    @Override
    public Table recordTable() {
        return source.recordTable();
    }

    @Override
    public List<Table> partTables() {
        return source.partTables();
    }

    @Override
    public @Nullable Table partitionTable() {
        return source.partitionTable();
    }

    @Override
    public List<FoundPartition> partitions(String parameters, DateRange range) {
        return source.partitions(parameters, range);
    }

    @Override
    public Map<Table, List<Row>> referenceRows() {
        return source.referenceRows();
    }

    @Override
    public Estimate estimate(List<FoundPartition> partitions, DateRange range) {
        return source.estimate(partitions, range);
    }

    @Override
    public List<FoundPartition> find(Set<String> partitionIds) {
        return source.find(partitionIds);
    }

    @Override
    public @Nullable String nameColumn() {
        return source.nameColumn();
    }

    @Override
    public Map<String, Location> resolve(List<String> names) {
        return source.resolve(names);
    }

    @Override
    public IdPage census(SourcePartition partition, Listing listing, @Nullable String cursor, long fetchOrder) {
        return source.census(partition, listing, cursor, fetchOrder);
    }

    @Override
    public boolean takesAll(String parameters) {
        return source.takesAll(parameters);
    }

    @Override
    public boolean mayRepeat(String cursor) {
        return source.mayRepeat(cursor);
    }

    @Override
    public boolean sortsByChange() {
        return source.sortsByChange();
    }

    @Override
    public boolean listingsShift() {
        return source.listingsShift();
    }

    @Override
    public DateRange covered(DateRange range) {
        return source.covered(range);
    }

    @Override
    public @Nullable String rangeColumn() {
        return source.rangeColumn();
    }

    @Override
    public OptionalInt mostRecords(String parameters) {
        return source.mostRecords(parameters);
    }

    @Override
    public Set<String> filledColumns() {
        return filledColumns == null ? source.filledColumns() : filledColumns;
    }

    @Override
    public Duration overlap() {
        return source.overlap();
    }

    @Override
    public List<String> warnings() {
        return source.warnings();
    }

    @Override
    public void fillIn(SourcePartition partition) {
        source.fillIn(partition);
    }

    @Override
    public PageRecord derive(StoredRecord stored) {
        beforeDerive.accept(stored.id());
        return source.derive(stored);
    }

    @Override
    public int fetchSize() {
        return fetchSize;
    }

    @Override
    public RecordPage fetch(SourcePartition partition, List<String> recordIds, long fetchOrder) {
        beforeFetch.accept(fetched.size());
        fetched.add(List.copyOf(recordIds));
        return afterFetch.apply(source.fetch(partition, recordIds, fetchOrder));
    }

    @Override
    public RecordPage changes(SourcePartition partition, DateRange range, Instant since, @Nullable String cursor, long fetchOrder) {
        return source.changes(partition, range, since, cursor, fetchOrder);
    }

    @Override
    public Map<String, Location> locate(List<String> recordIds) {
        return source.locate(recordIds);
    }

    @Override
    public boolean isVisible(SourcePartition partition) {
        return source.isVisible(partition);
    }
}
