package dev.backfill.store.page;

import dev.backfill.store.window.LeaseLostException;
import dev.backfill.store.window.LeasedWindow;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.pull.WindowResult;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/** Stores a page and the window's cursor in one transaction, or neither. */
public class PageWriter {
    private final DataSource database;

    public PageWriter(DataSource database) {
        this.database = database;
    }

    /** The next number in the order of fetches. Take it before asking the source, so that it never flatters what comes late. */
    public long nextFetchOrder() {
        return JdbcClient.create(database).sql("select nextval('fetch_order')").query(Long.class).single();
    }

    /**
     * Stores a page of records. A record that PostgreSQL refuses goes to the dead-letter table, and the rest of the page is kept.
     *
     * @return what this page brought
     * @throws LeaseLostException if a later attempt holds the window: nothing of the page is stored
     * @throws org.springframework.dao.DataAccessException if PostgreSQL is away
     */
    public WindowResult write(LeasedWindow window, RecordPage page) {
        return inTransaction(connection -> {
            requireLease(connection, window);
            RecordWrites writes = new RecordWrites(connection, window, page);
            writes.writeAll();
            WindowResult counts = writes.counts();
            advance(connection, window, page.nextCursor(), counts);
            return counts;
        });
    }

    /**
     * Stores a page of a census.
     *
     * @return what this page brought; {@code stored} counts the ids that were not in the census before
     * @throws LeaseLostException if a later attempt holds the window: nothing of the page is stored
     * @throws org.springframework.dao.DataAccessException if PostgreSQL is away
     */
    public WindowResult write(LeasedWindow window, IdPage page) {
        return inTransaction(connection -> {
            long before = requireLease(connection, window);
            int added = addToCensus(connection, window, page.ids(), before);
            WindowResult counts = new WindowResult(page.ids().size(), added, page.ids().size() - added, 0);
            advance(connection, window, page.nextCursor(), counts);
            return counts;
        });
    }

    /** Stores rows outside any window, such as the partitions themselves. */
    public void writeRows(String runId, Table table, List<Row> rows) {
        long fetchOrder = nextFetchOrder();
        inTransaction(connection -> new RowMerge(connection, runId, fetchOrder).merge(table, rows));
    }

    private static int addToCensus(Connection connection, LeasedWindow window, List<String> ids, long before) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into census_record (partition, final, record_id, ordinal)
                select ?, ?, id, ? + place from unnest(?) with ordinality as page (id, place) order by place on conflict do nothing""")) {
            insert.setLong(1, window.partition());
            insert.setBoolean(2, window.kind() == WindowKind.FINAL_CENSUS);
            insert.setLong(3, before);
            insert.setArray(4, connection.createArrayOf("text", ids.toArray()));
            return insert.executeUpdate();
        }
    }

    private static long requireLease(Connection connection, LeasedWindow window) throws SQLException {
        try (PreparedStatement hold = connection.prepareStatement(
                "select fetched from backfill_window where id = ? and lease = ? and state = 'OPEN' for update")) {
            hold.setLong(1, window.id());
            hold.setLong(2, window.lease());
            try (ResultSet held = hold.executeQuery()) {
                if (!held.next()) {
                    throw new LeaseLostException(window.id(), window.lease());
                }
                return held.getLong(1);
            }
        }
    }

    private static void advance(Connection connection, LeasedWindow window, @Nullable String cursor, WindowResult counts)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update backfill_window set cursor = ?, fetched = fetched + ?, stored = stored + ?, unchanged = unchanged + ?,
                    failed = failed + ?, pages = pages + 1, last_error = null,
                    state = case when ? then 'PULLED' else state end, finished_at = case when ? then now() end
                where id = ?""")) {
            update.setString(1, cursor);
            update.setLong(2, counts.fetched());
            update.setLong(3, counts.stored());
            update.setLong(4, counts.unchanged());
            update.setLong(5, counts.failed());
            update.setBoolean(6, cursor == null);
            update.setBoolean(7, cursor == null);
            update.setLong(8, window.id());
            update.executeUpdate();
        }
    }

    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    private <T> T inTransaction(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                rollback(connection, failure);
                throw failure;
            }
        } catch (SQLException failure) {
            DataAccessException translated = new SQLExceptionSubclassTranslator().translate("store a page", null, failure);
            throw translated != null ? translated : new UncategorizedSQLException("store a page", null, failure);
        }
    }

    private static void rollback(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }
}
