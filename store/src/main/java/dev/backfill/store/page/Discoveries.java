package dev.backfill.store.page;

import dev.backfill.store.window.LeasedWindow;
import dev.backfill.workflows.plan.WindowKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Ids that fetching revealed and no census of the run has: they join the census, and one more window fetches them. */
final class Discoveries {
    private final Connection connection;
    private final LeasedWindow window;

    Discoveries(Connection connection, LeasedWindow window) {
        this.connection = connection;
        this.window = window;
    }

    void add(List<String> discovered) throws SQLException {
        // Where only given records are looked at, nothing joins them.
        if (discovered.isEmpty() || window.selected()) {
            return;
        }
        lockPartition();
        List<String> added = addToCensus(new ArrayList<>(new TreeSet<>(discovered)));
        // What a census reveals is cut into windows with it, or found missing by the comparison.
        if (!added.isEmpty() && window.kind() != WindowKind.CENSUS && window.kind() != WindowKind.FINAL_CENSUS) {
            addWindow(added);
        }
    }

    /** One at a time numbers windows, and adds to the census in one order. */
    private void lockPartition() throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select 1 from backfill_partition where id = ? for no key update")) {
            lock.setLong(1, window.partition());
            lock.executeQuery().close();
        }
    }

    private List<String> addToCensus(List<String> ids) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into census_record (partition, final, record_id, discovered, ordinal)
                select ?, ?, d.id, true, (select coalesce(max(ordinal) + 1, 0) from census_record where partition = ? and final = ?) + d.place - 1
                from unnest(?) with ordinality as d (id, place)
                where not exists (
                    select 1 from backfill_partition p where p.run_id = ? and (
                        exists (select 1 from census_record c where c.partition = p.id and c.final in (false, true) and c.record_id = d.id)
                        or exists (select 1 from fetched_record f where f.partition = p.id and f.record_id = d.id)))
                order by d.place on conflict do nothing returning record_id""")) {
            boolean isFinal = window.kind() == WindowKind.FINAL_CENSUS;
            insert.setLong(1, window.partition());
            insert.setBoolean(2, isFinal);
            insert.setLong(3, window.partition());
            insert.setBoolean(4, isFinal);
            insert.setArray(5, connection.createArrayOf("text", ids.toArray()));
            insert.setString(6, window.runId());
            List<String> added = new ArrayList<>();
            try (ResultSet inserted = insert.executeQuery()) {
                while (inserted.next()) {
                    added.add(inserted.getString(1));
                }
            }
            return added;
        }
    }

    /** Of the same kind, so that whoever pulls windows of this kind until none is open finds it. */
    private void addWindow(List<String> ids) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into backfill_window (partition, kind, ordinal, record_ids, expected)
                select ?, ?, max(ordinal) + 1, ?, ? from backfill_window where partition = ? and kind = ?""")) {
            insert.setLong(1, window.partition());
            insert.setString(2, window.kind().name());
            insert.setArray(3, connection.createArrayOf("text", ids.toArray()));
            insert.setLong(4, ids.size());
            insert.setLong(5, window.partition());
            insert.setString(6, window.kind().name());
            insert.executeUpdate();
        }
    }
}
