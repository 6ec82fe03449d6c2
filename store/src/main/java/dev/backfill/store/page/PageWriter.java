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
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores a page and the window's cursor in one transaction, or neither. */
public class PageWriter {
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final ProgressSignal progress = new ProgressSignal();

    public PageWriter(DataSource database) {
        this.jdbc = new JdbcTemplate(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /** The next number in the order of fetches. Take it before asking the source, so that it never flatters what comes late. */
    public long nextFetchOrder() {
        return Objects.requireNonNull(jdbc.queryForObject("select nextval('fetch_order')", Long.class));
    }

    /**
     * Stores a page of records. A record that PostgreSQL refuses goes to the dead-letter table, and the rest of the page is kept.
     *
     * @return what this page brought
     * @throws LeaseLostException if a later attempt holds the window: nothing of the page is stored
     * @throws org.springframework.dao.DataAccessException if PostgreSQL is away
     */
    public WindowResult write(LeasedWindow window, RecordPage page) {
        return write(window, page, 0);
    }

    /** As {@link #write(LeasedWindow, RecordPage)}, and counts the requests that were sent for it. */
    public WindowResult write(LeasedWindow window, RecordPage page, long requests) {
        return inTransaction(connection -> {
            requireLease(connection, window);
            RecordWrites writes = new RecordWrites(connection, window, page);
            writes.writeAll();
            WindowResult counts = writes.counts();
            advance(connection, window, page.nextCursor(), counts, requests);
            progress.tell(connection, window.runId());
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
        return write(window, page, 0);
    }

    /** As {@link #write(LeasedWindow, IdPage)}, and counts the requests that were sent for it. */
    public WindowResult write(LeasedWindow window, IdPage page, long requests) {
        return write(window, page, requests, CensusTerms.PLAIN).counts();
    }

    /**
     * Stores a page of a census with the records that it brought. A final census whose listing shifted starts over instead of ending:
     * its window stays open.
     */
    public WrittenPage write(LeasedWindow window, IdPage page, long requests, CensusTerms terms) {
        return inTransaction(connection -> {
            long before = requireLease(connection, window);
            CensusWrites census = new CensusWrites(connection, window);
            int added = census.add(page.ids(), before);
            census.noteFlaws(page);
            WindowResult counts = new WindowResult(page.ids().size(), added, page.ids().size() - added, 0);
            WindowResult records = page.records() == null ? null : writeListed(connection, window, page.records());
            advance(connection, window, page.nextCursor(), counts, requests);
            if (page.nextCursor() == null) {
                endListing(window, census, terms);
            }
            progress.tell(connection, window.runId());
            return new WrittenPage(counts, records);
        });
    }

    private static WindowResult writeListed(Connection connection, LeasedWindow window, RecordPage page) throws SQLException {
        if (window.kind() == WindowKind.FINAL_CENSUS) {
            RecordWrites.resolveNameless(connection, window);
        }
        RecordWrites writes = new RecordWrites(connection, window, page);
        writes.writeAll();
        new CensusWrites(connection, window).countRecords(writes.counts());
        return writes.counts();
    }

    private static void endListing(LeasedWindow window, CensusWrites census, CensusTerms terms) throws SQLException {
        if (window.kind() == WindowKind.CENSUS && terms.mostRecords().isPresent()) {
            census.cutIfReached(terms.mostRecords().getAsInt());
        }
        if (terms.shifts()) {
            census.startOverIfShifted();
        }
    }

    /** Stores rows outside any window, such as the partitions themselves. */
    public void writeRows(String runId, Table table, List<Row> rows) {
        long fetchOrder = nextFetchOrder();
        inTransaction(connection -> new RowMerge(connection, runId, fetchOrder).merge(table, rows));
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

    private static void advance(Connection connection, LeasedWindow window, @Nullable String cursor, WindowResult counts, long requests)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update backfill_window set cursor = ?, fetched = fetched + ?, stored = stored + ?, unchanged = unchanged + ?,
                    failed = failed + ?, pages = pages + 1, last_error = null,
                    state = case when ? then 'PULLED' else state end, finished_at = case when ? then now() end,
                    requests = requests + ?
                where id = ?""")) {
            update.setString(1, cursor);
            update.setLong(2, counts.fetched());
            update.setLong(3, counts.stored());
            update.setLong(4, counts.unchanged());
            update.setLong(5, counts.failed());
            update.setBoolean(6, cursor == null);
            update.setBoolean(7, cursor == null);
            update.setLong(8, requests);
            update.setLong(9, window.id());
            update.executeUpdate();
        }
    }

    private <T> T inTransaction(ConnectionCallback<T> work) {
        return transaction.execute(status -> jdbc.execute(work));
    }
}
