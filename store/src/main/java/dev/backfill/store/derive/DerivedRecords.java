package dev.backfill.store.derive;

import dev.backfill.store.page.OwnColumns;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.Table;
import dev.backfill.store.search.SearchBacklog;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes what was derived, in place, and only over what it was derived from. */
public class DerivedRecords {
    /** Data exception, integrity constraint violation, program limit exceeded. */
    private static final List<String> DATA = List.of("22", "23", "54");

    private final String source;
    private final Map<Table, OwnColumns> columns = new LinkedHashMap<>();
    private final RecordVersions versions;
    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final TransactionTemplate transaction;

    /** @param except columns that are not made of the content, and stay as they are */
    public DerivedRecords(DataSource database, String source, Table records, List<Table> partTables, Set<String> except) {
        this.source = source;
        columns.put(records, new OwnColumns(records, except));
        partTables.forEach(table -> columns.put(table, new OwnColumns(table, except)));
        this.client = JdbcClient.create(database);
        this.versions = new RecordVersions(client, records, partTables);
        this.jdbc = new JdbcTemplate(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /**
     * Changes the rows that differ, in one short transaction.
     *
     * @return the ids of records that were changed since they were read, of which nothing is written
     * @throws org.springframework.dao.DataAccessException if PostgreSQL refuses a value or is away: nothing is written
     */
    public List<String> write(List<DerivedRecord> records) {
        return transaction.execute(status -> {
            Map<String, String> now = versions.lock(records.stream().map(DerivedRecord::id).toList());
            List<DerivedRecord> current = records.stream().filter(record -> record.version().equals(now.get(record.id()))).toList();
            long changed = 0;
            for (Map.Entry<Table, OwnColumns> table : columns.entrySet()) {
                List<Row> rows = rows(current, table.getKey());
                if (!rows.isEmpty()) {
                    changed += jdbc.execute((ConnectionCallback<Integer>) connection -> table.getValue().update(connection, rows));
                }
            }
            if (changed > 0) {
                jdbc.update("update derivation set changed_rows = changed_rows + ? where source = ?", changed, source);
                SearchBacklog.add(client, source, current.stream().map(DerivedRecord::id).toList());
            }
            List<String> superseded = new ArrayList<>(records.stream().map(DerivedRecord::id).toList());
            superseded.removeAll(current.stream().map(DerivedRecord::id).toList());
            return superseded;
        });
    }

    /** Whether PostgreSQL refuses a value: then the others can still be written. */
    public static boolean isAboutData(DataAccessException refused) {
        return refused.getMostSpecificCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && DATA.stream().anyMatch(cause.getSQLState()::startsWith);
    }

    private static List<Row> rows(List<DerivedRecord> records, Table table) {
        return records.stream().flatMap(record -> record.rows().getOrDefault(table, List.of()).stream()).toList();
    }
}
