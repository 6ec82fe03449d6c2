package dev.backfill.workers.source;

import dev.backfill.store.page.IdPage;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.Table;
import dev.backfill.workflows.source.DateRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
    public Table partitionTable() {
        return source.partitionTable();
    }

    @Override
    public List<FoundPartition> partitions(String parameters, DateRange range) {
        return source.partitions(parameters, range);
    }

    @Override
    public IdPage census(SourcePartition partition, DateRange range, CensusOrder order, @Nullable String cursor) {
        return source.census(partition, range, order, cursor);
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
