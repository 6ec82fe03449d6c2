package dev.backfill.store.page;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Merges rows into a table: COPY into a staging table of the session, then one statement. Unchanged rows are not rewritten, and no
 * row goes back: what wins is the later {@code source_updated_at}, then the later fetch.
 */
final class RowMerge {
    private static final Map<Table, TableStatements> STATEMENTS = new ConcurrentHashMap<>();

    private final Connection connection;
    private final String runId;
    private final long fetchOrder;

    RowMerge(Connection connection, String runId, long fetchOrder) {
        this.connection = connection;
        this.runId = runId;
        this.fetchOrder = fetchOrder;
    }

    /**
     * @return how many rows were new or newer
     * @throws SQLException if PostgreSQL refuses a row or is away
     */
    int merge(Table table, List<Row> rows) throws SQLException {
        TableStatements statements = statementsOf(table);
        stage(table, statements, rows);
        return rows.isEmpty() ? 0 : mergeStaged(statements);
    }

    /** Notes which version of each staged record this run has seen: what is stored may be newer, never older. */
    void noteFetched(Table table, long partition) throws SQLException {
        try (PreparedStatement note = connection.prepareStatement(statementsOf(table).noteFetched())) {
            note.setLong(1, partition);
            note.executeUpdate();
        }
    }

    /** Merges the parts of these records and marks those that are stored but absent. */
    void mergeParts(Table table, List<String> recordIds, List<Row> parts) throws SQLException {
        merge(table, parts);
        try (PreparedStatement mark = connection.prepareStatement(statementsOf(table).markAbsentParts())) {
            mark.setString(1, runId);
            mark.setLong(2, fetchOrder);
            mark.setArray(3, connection.createArrayOf("text", recordIds.toArray()));
            mark.setLong(4, fetchOrder);
            mark.executeUpdate();
        }
    }

    private static TableStatements statementsOf(Table table) {
        return STATEMENTS.computeIfAbsent(table, TableStatements::of);
    }

    private void stage(Table table, TableStatements statements, List<Row> rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(statements.createStaging());
            statement.execute("delete from " + table.stagingName());
        }
        if (!rows.isEmpty()) {
            copy(statements.copy(), encode(table, rows));
        }
    }

    private byte[] encode(Table table, List<Row> rows) {
        BinaryRows encoded = new BinaryRows();
        List<Column> columns = table.copied();
        rows.forEach(row -> encoded.add(columns, table.values(row, fetchOrder)));
        return encoded.finish();
    }

    private void copy(String statement, byte[] rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        try {
            copy.writeToCopy(rows, 0, rows.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private int mergeStaged(TableStatements statements) throws SQLException {
        try (PreparedStatement merge = connection.prepareStatement(statements.merge())) {
            merge.setString(1, runId);
            merge.setString(2, runId);
            return merge.executeUpdate();
        }
    }
}
