package dev.backfill.store.page;

import dev.backfill.store.window.LeasedWindow;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.pull.WindowResult;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The ids of a census, page by page, and whether it has to be taken once more. */
final class CensusWrites {
    private static final int MOST_RELISTINGS = 5;
    /** Of a set of ids, whatever their order. */
    private static final String SIGNATURE = "count(*) || ':' || coalesce(sum(hashtextextended(record_id, 0)), 0)";

    private final Connection connection;
    private final LeasedWindow window;

    CensusWrites(Connection connection, LeasedWindow window) {
        this.connection = connection;
        this.window = window;
    }

    /**
     * @param before how many ids earlier pages listed
     * @return how many the census did not have
     */
    int add(List<String> ids, long before) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into census_record (partition, final, record_id, ordinal)
                select distinct on (id) ?, ?, id, ? + place from unnest(?) with ordinality as page (id, place) order by id, place
                on conflict (partition, final, record_id) do update set discovered = false where census_record.discovered""")) {
            insert.setLong(1, window.partition());
            insert.setBoolean(2, isFinal());
            insert.setLong(3, before);
            insert.setArray(4, connection.createArrayOf("text", ids.toArray()));
            return insert.executeUpdate();
        }
    }

    private boolean isFinal() {
        return window.kind() == WindowKind.FINAL_CENSUS;
    }

    /** Notes what the page says of the listing as a whole. */
    void noteFlaws(IdPage page) throws SQLException {
        if (page.incomplete() == null && page.sorted()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(
                "update backfill_window set incomplete = coalesce(?, incomplete), unsorted = unsorted or ? where id = ?")) {
            update.setString(1, page.incomplete());
            update.setBoolean(2, !page.sorted());
            update.setLong(3, window.id());
            update.executeUpdate();
        }
    }

    void countRecords(WindowResult records) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update backfill_window set whole_fetched = whole_fetched + ?, whole_stored = whole_stored + ?,
                    whole_unchanged = whole_unchanged + ?
                where id = ?""")) {
            update.setLong(1, records.fetched());
            update.setLong(2, records.stored());
            update.setLong(3, records.unchanged());
            update.setLong(4, window.id());
            update.executeUpdate();
        }
    }

    /**
     * Starts the final census over if it differs from the listing before it, a bounded number of times: where listings shift, what one
     * has passed over the next one shows.
     *
     * @return whether it starts over
     */
    boolean startOverIfShifted() throws SQLException {
        if (!isFinal()) {
            return false;
        }
        try (PreparedStatement compare = connection.prepareStatement("""
                update backfill_window w set listed = now.signature, relistings = relistings + 1, state = 'OPEN', finished_at = null,
                    cursor = null, fetched = 0, stored = 0, unchanged = 0, failed = 0, pages = 0
                from (select %1$s as signature from census_record where partition = ? and final) as now
                where w.id = ? and w.relistings < ? and now.signature <> coalesce(w.listed,
                    (select %1$s from census_record where partition = ? and not final))""".formatted(SIGNATURE));
                PreparedStatement clear = connection.prepareStatement("delete from census_record where partition = ? and final")) {
            compare.setLong(1, window.partition());
            compare.setLong(2, window.id());
            compare.setInt(3, MOST_RELISTINGS);
            compare.setLong(4, window.partition());
            if (compare.executeUpdate() == 0) {
                return false;
            }
            clear.setLong(1, window.partition());
            clear.executeUpdate();
            return true;
        }
    }

    /** Notes whether the most records that the run takes were reached in this partition or before it. */
    void cutIfReached(long mostRecords) throws SQLException {
        try (PreparedStatement cut = connection.prepareStatement("""
                update backfill_partition set cut = (
                    select count(*) >= ? from census_record c join backfill_partition p on p.id = c.partition
                    where not c.final and p.run_id = backfill_partition.run_id and p.ordinal <= backfill_partition.ordinal)
                where id = ?""")) {
            cut.setLong(1, mostRecords);
            cut.setLong(2, window.partition());
            cut.executeUpdate();
        }
    }
}
