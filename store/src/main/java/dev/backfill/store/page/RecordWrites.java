package dev.backfill.store.page;

import dev.backfill.store.search.SearchBacklog;
import dev.backfill.store.window.LeasedWindow;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.pull.WindowResult;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The records of one page, written in one transaction; halved until a record that PostgreSQL refuses is alone. */
final class RecordWrites {
    private static final String DATA_EXCEPTION = "22";
    private static final String PROGRAM_LIMIT_EXCEEDED = "54";

    private final Connection connection;
    private final LeasedWindow window;
    private final RecordPage page;
    private final RowMerge merge;
    private long stored;
    private long written;
    private long failed;

    RecordWrites(Connection connection, LeasedWindow window, RecordPage page) {
        this.connection = connection;
        this.window = window;
        this.page = page;
        this.merge = new RowMerge(connection, window.runId(), page.fetchOrder());
    }

    WindowResult counts() {
        long fetched = page.records().size() + page.rejected().size();
        return new WindowResult(fetched, stored, written - stored, failed);
    }

    void writeAll() throws SQLException {
        if (window.kind() == WindowKind.REFETCH || window.kind() == WindowKind.FINAL_CENSUS) {
            resolveDeadLetters();
        }
        if (!page.records().isEmpty()) {
            write(page.records());
        }
        for (Map.Entry<Table, List<Row>> referred : page.referred().entrySet()) {
            merge.merge(referred.getKey(), referred.getValue());
        }
        for (RejectedRecord rejected : page.rejected()) {
            reject(rejected);
        }
        PendingNotes pending = new PendingNotes(connection, window);
        pending.forget(page.records().stream().map(record -> record.row().id()).toList());
        pending.note(page.pending());
        WithheldNotes withheld = new WithheldNotes(connection, window);
        withheld.replace(page.records().stream().map(record -> record.row().id()).toList(), page.withheld());
        new Discoveries(connection, window).add(page.discovered());
    }

    private void write(List<PageRecord> records) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            stored += store(records);
            written += records.size();
            connection.releaseSavepoint(before);
        } catch (SQLException refused) {
            if (!isAboutData(refused)) {
                throw refused;
            }
            connection.rollback(before);
            if (records.size() == 1) {
                rejectRefused(records.getFirst(), refused);
            } else {
                write(records.subList(0, records.size() / 2));
                write(records.subList(records.size() / 2, records.size()));
            }
        }
    }

    private static boolean isAboutData(SQLException refused) {
        String state = refused.getSQLState();
        return state != null && (state.startsWith(DATA_EXCEPTION) || state.startsWith(PROGRAM_LIMIT_EXCEEDED));
    }

    private int store(List<PageRecord> records) throws SQLException {
        List<Row> rows = records.stream().map(PageRecord::row).toList();
        int changed = merge.merge(page.table(), rows);
        int changedParts = 0;
        merge.noteFetched(window, rows);
        for (Table table : partTables(records)) {
            List<Row> parts = records.stream()
                    .flatMap(record -> record.parts().getOrDefault(table, List.of()).stream())
                    .toList();
            changedParts += merge.mergeParts(table, ownersOfAll(table, records), parts);
        }
        if (changed + changedParts > 0) {
            SearchBacklog.add(connection, page.table().schema(), rows.stream().map(Row::id).toList());
        }
        return changed;
    }

    private static Set<Table> partTables(List<PageRecord> records) {
        Set<Table> tables = new LinkedHashSet<>();
        records.forEach(record -> tables.addAll(record.parts().keySet()));
        return tables;
    }

    private static List<String> ownersOfAll(Table table, List<PageRecord> records) {
        return records.stream()
                .filter(record -> record.parts().containsKey(table) && !record.incomplete().contains(table))
                .map(record -> record.row().id())
                .toList();
    }

    /** What is fetched again and stored is no longer dead; what still cannot be stored is rejected anew below. */
    private void resolveDeadLetters() throws SQLException {
        try (PreparedStatement resolve = connection.prepareStatement("""
                update dead_letter set resolved_at = now() where partition = ? and record_id = any(?) and resolved_at is null""")) {
            resolve.setLong(1, window.partition());
            resolve.setArray(2, connection.createArrayOf("text", page.records().stream().map(r -> r.row().id()).toArray()));
            resolve.executeUpdate();
        }
    }

    /**
     * What an earlier listing could not read and knows by its place alone, the listing that begins with this page finds anew, at another
     * place as it may be.
     */
    static void resolveNameless(Connection connection, LeasedWindow window) throws SQLException {
        try (PreparedStatement resolve = connection.prepareStatement("""
                update dead_letter d set resolved_at = now() from backfill_window w
                where w.id = ? and w.pages = 0 and d.partition = w.partition and d.record_id is null and d.resolved_at is null""")) {
            resolve.setLong(1, window.id());
            resolve.executeUpdate();
        }
    }

    private void rejectRefused(PageRecord record, SQLException refused) throws SQLException {
        reject(new RejectedRecord(record.row().id(), "PostgreSQL cannot hold it: " + refused.getMessage(), record.row().raw()));
    }

    private void reject(RejectedRecord rejected) throws SQLException {
        failed++;
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into dead_letter (run_id, partition, record_id, reason, payload) values (?, ?, ?, ?, ?)
                on conflict (partition, record_id, reason) do update set resolved_at = null""")) {
            insert.setString(1, window.runId());
            insert.setLong(2, window.partition());
            insert.setString(3, rejected.id());
            insert.setString(4, rejected.reason());
            insert.setBytes(5, rejected.payload());
            insert.executeUpdate();
        }
    }
}
