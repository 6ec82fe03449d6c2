package dev.backfill.store.page;

import dev.backfill.store.window.LeasedWindow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;

/**
 * Brings rows into a table. Those that are not there yet, nearly all of a backfill, are copied straight into it; the others go by COPY
 * through a staging table of the session and one merge. Unchanged rows are not rewritten, and no row goes back: what wins is the later
 * {@code source_updated_at}, then the later fetch.
 */
final class RowMerge {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final Map<Table, TableStatements> STATEMENTS = new ConcurrentHashMap<>();
    private static final BinaryOperator<Row> LATER = BinaryOperator.maxBy(
            Comparator.comparing(Row::updatedAt, Comparator.nullsFirst(Comparator.naturalOrder())));

    private final Connection connection;
    private final String runId;
    private final long fetchOrder;

    RowMerge(Connection connection, String runId, long fetchOrder) {
        this.connection = connection;
        this.runId = runId;
        this.fetchOrder = fetchOrder;
    }

    /**
     * @param rows in any order; of two with one id the later changed counts
     * @return how many rows were new or newer
     * @throws SQLException if PostgreSQL refuses a row or is away
     */
    int merge(Table table, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        // Sorted by id, so that two workers that copy the same new rows wait for each other in one order.
        Map<String, Row> byId = new TreeMap<>();
        rows.forEach(row -> byId.merge(row.id(), row, LATER));
        TableStatements statements = STATEMENTS.computeIfAbsent(table, TableStatements::of);
        Set<String> stored = findStored(statements, byId.keySet());
        List<Row> absent = byId.values().stream().filter(row -> !stored.contains(row.id())).toList();
        if (!absent.isEmpty() && !copyIfStillAbsent(table, statements, absent)) {
            return mergeThroughStaging(table, statements, byId.values());
        }
        byId.keySet().retainAll(stored);
        return absent.size() + (byId.isEmpty() ? 0 : mergeThroughStaging(table, statements, byId.values()));
    }

    private Set<String> findStored(TableStatements statements, Collection<String> ids) throws SQLException {
        Set<String> stored = new HashSet<>();
        try (PreparedStatement find = connection.prepareStatement(statements.findStored())) {
            find.setArray(1, connection.createArrayOf("text", ids.toArray()));
            try (ResultSet found = find.executeQuery()) {
                while (found.next()) {
                    stored.add(found.getString(1));
                }
            }
        }
        return stored;
    }

    /** @return false if another worker has stored one of them in this moment: nothing is copied then */
    private boolean copyIfStillAbsent(Table table, TableStatements statements, List<Row> rows) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            copy(statements.copy(), table, rows);
            connection.releaseSavepoint(before);
            return true;
        } catch (SQLException refused) {
            if (!UNIQUE_VIOLATION.equals(refused.getSQLState())) {
                throw refused;
            }
            connection.rollback(before);
            return false;
        }
    }

    private int mergeThroughStaging(Table table, TableStatements statements, Collection<Row> rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(statements.createStaging());
            // Halving a page that PostgreSQL refused comes here more than once in a transaction.
            statement.execute("delete from " + table.stagingName());
            copy(statements.copyToStaging(), table, rows);
            return statement.executeUpdate(statements.merge());
        }
    }

    private void copy(String statement, Table table, Collection<Row> rows) throws SQLException {
        BinaryRows encoded = new BinaryRows();
        List<Column> columns = table.copied();
        rows.forEach(row -> encoded.add(columns, table.values(row, runId, fetchOrder)));
        encoded.copyInto(connection, statement);
    }

    /**
     * Merges the parts of records.
     *
     * @param owners the records whose parts are all here: what else is stored of them is marked as deleted
     * @return how many parts were new, newer or gone
     */
    int mergeParts(Table table, List<String> owners, List<Row> parts) throws SQLException {
        int changed = merge(table, parts);
        try (PreparedStatement mark = connection.prepareStatement(
                STATEMENTS.computeIfAbsent(table, TableStatements::of).markAbsentParts())) {
            mark.setString(1, runId);
            mark.setLong(2, fetchOrder);
            mark.setArray(3, connection.createArrayOf("text", owners.toArray()));
            mark.setLong(4, fetchOrder);
            mark.setArray(5, connection.createArrayOf("text", parts.stream().map(Row::id).toArray()));
            return changed + mark.executeUpdate();
        }
    }

    /** Notes which version of each record this run has seen: what is stored may be newer, never older. */
    void noteFetched(LeasedWindow window, List<Row> rows) throws SQLException {
        Map<String, Row> byId = new TreeMap<>();
        rows.forEach(row -> byId.merge(row.id(), row, LATER));
        Collection<Row> each = byId.values();
        try (PreparedStatement note = connection.prepareStatement("""
                insert into fetched_record as f (partition, record_id, source_updated_at, content_hash, elsewhere, fetch_order)
                select ?, id, at, hash, elsewhere, ? from unnest(?, ?, ?, ?) as page (id, at, hash, elsewhere)
                on conflict (partition, record_id) do update set source_updated_at = excluded.source_updated_at,
                    content_hash = excluded.content_hash, elsewhere = excluded.elsewhere, fetch_order = excluded.fetch_order
                where f.fetch_order < excluded.fetch_order""")) {
            note.setLong(1, window.partition());
            note.setLong(2, fetchOrder);
            note.setArray(3, connection.createArrayOf("text", byId.keySet().toArray()));
            // As text: java.sql.Timestamp would move dates before the Gregorian calendar.
            note.setArray(4, connection.createArrayOf("timestamptz", each.stream()
                    .map(row -> row.updatedAt() == null ? null : row.updatedAt().toString())
                    .toArray()));
            note.setArray(5, connection.createArrayOf("bytea", each.stream().map(Row::contentHash).toArray(byte[][]::new)));
            note.setArray(6, connection.createArrayOf("text", each.stream()
                    .map(row -> row.owner().equals(window.partitionId()) ? null : row.owner())
                    .toArray()));
            note.executeUpdate();
        }
    }
}
