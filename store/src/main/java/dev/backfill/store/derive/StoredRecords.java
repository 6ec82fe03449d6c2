package dev.backfill.store.derive;

import dev.backfill.store.page.StoredRecord;
import dev.backfill.store.page.Table;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The records of a source with their parts, in the order of their ids, deleted ones included. */
public class StoredRecords {
    private final Table records;
    private final List<Table> partTables;
    private final JdbcClient database;
    private final TransactionTemplate snapshot;

    private record Part(String owner, StoredRecord.Part content, @Nullable OffsetDateTime deletedAt) {}

    private record Record(String id, String owner, byte[] raw, @Nullable OffsetDateTime deletedAt) {}

    public StoredRecords(DataSource database, Table records, List<Table> partTables) {
        this.records = records;
        this.partTables = List.copyOf(partTables);
        this.database = JdbcClient.create(database);
        this.snapshot = new TransactionTemplate(new DataSourceTransactionManager(database));
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    /** About how many there are, as PostgreSQL counted last. */
    public long estimate() {
        return database.sql("select greatest(reltuples, 0)::bigint from pg_class where oid = :name::regclass")
                .param("name", records.qualifiedName())
                .query(Long.class)
                .single();
    }

    /**
     * The next ids: as many as fit, and at least one, unless there is none.
     *
     * @param after null for the first
     * @param mostBytes of their content as PostgreSQL keeps it, compressed
     */
    public List<String> nextIds(@Nullable String after, int most, long mostBytes) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        database.sql("select id, pg_column_size(raw) as size from %s where id > :after order by id limit :most".formatted(records.qualifiedName()))
                .param("after", after == null ? "" : after)
                .param("most", most)
                .query((row, number) -> sizes.put(row.getString("id"), row.getLong("size")))
                .list();
        for (Table parts : partTables) {
            database.sql("select %1$s as owner, sum(pg_column_size(raw)) as size from %2$s where %1$s = any(:ids) group by 1"
                            .formatted(parts.owner(), parts.qualifiedName()))
                    .param("ids", sizes.keySet().toArray(String[]::new))
                    .query((row, number) -> sizes.merge(row.getString("owner"), row.getLong("size"), Long::sum))
                    .list();
        }
        List<String> fitting = new ArrayList<>();
        long bytes = 0;
        for (Map.Entry<String, Long> record : sizes.entrySet()) {
            bytes += record.getValue();
            if (!fitting.isEmpty() && bytes > mostBytes) {
                break;
            }
            fitting.add(record.getKey());
        }
        return fitting;
    }

    /** These records, as of one moment. Those that no longer exist are left out. */
    public List<DerivableRecord> read(List<String> ids) {
        return snapshot.execute(status -> {
            Map<String, String> versions = new RecordVersions(database, records, partTables).of(ids);
            Map<Table, Map<String, List<Part>>> parts = new LinkedHashMap<>();
            partTables.forEach(table -> parts.put(table, parts(table, ids)));
            return records(ids).stream().map(record -> join(record, parts, versions.getOrDefault(record.id(), ""))).toList();
        });
    }

    private List<Record> records(List<String> ids) {
        return database.sql("select id, %s as owner, raw::text as raw, deleted_at from %s where id = any(:ids) order by id"
                        .formatted(records.owner(), records.qualifiedName()))
                .param("ids", ids.toArray(String[]::new))
                .query((row, number) -> new Record(
                        row.getString("id"), row.getString("owner"), row.getBytes("raw"), row.getObject("deleted_at", OffsetDateTime.class)))
                .list();
    }

    private Map<String, List<Part>> parts(Table table, List<String> ids) {
        Map<String, List<Part>> byOwner = new HashMap<>();
        database.sql("select %1$s as owner, id, raw::text as raw, deleted_at from %2$s where %1$s = any(:ids) order by id"
                        .formatted(table.owner(), table.qualifiedName()))
                .param("ids", ids.toArray(String[]::new))
                .query((row, number) -> new Part(
                        row.getString("owner"),
                        new StoredRecord.Part(row.getString("id"), row.getBytes("raw")),
                        row.getObject("deleted_at", OffsetDateTime.class)))
                .list()
                .forEach(part -> byOwner.computeIfAbsent(part.owner(), owner -> new ArrayList<>()).add(part));
        return byOwner;
    }

    private static DerivableRecord join(Record record, Map<Table, Map<String, List<Part>>> parts, String version) {
        Map<Table, List<StoredRecord.Part>> present = new LinkedHashMap<>();
        Map<Table, List<StoredRecord.Part>> gone = new LinkedHashMap<>();
        parts.forEach((table, byOwner) -> {
            List<Part> all = byOwner.getOrDefault(record.id(), List.of());
            present.put(table, all.stream().filter(part -> isPresent(part, record)).map(Part::content).toList());
            gone.put(table, all.stream().filter(part -> !isPresent(part, record)).map(Part::content).toList());
        });
        gone.values().removeIf(List::isEmpty);
        return new DerivableRecord(new StoredRecord(record.id(), record.owner(), record.raw(), present), gone, version);
    }

    /** A record that is deleted takes its parts with it, in the same transaction: it had those until then. */
    private static boolean isPresent(Part part, Record record) {
        return part.deletedAt() == null || record.deletedAt() != null && !part.deletedAt().isBefore(record.deletedAt());
    }
}
