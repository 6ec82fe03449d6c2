package dev.backfill.store.page;

import dev.backfill.store.window.LeasedWindow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Notes what the vendor withholds of records, in place of what was noted before. */
final class WithheldNotes {
    private final Connection connection;
    private final LeasedWindow window;

    WithheldNotes(Connection connection, LeasedWindow window) {
        this.connection = connection;
        this.window = window;
    }

    /** @param stored ids of the records that were stored, of which nothing else is withheld */
    void replace(List<String> stored, List<Withheld> withheld) throws SQLException {
        Object[] all = Stream.concat(stored.stream(), withheld.stream().map(Withheld::recordId)).toArray();
        try (PreparedStatement forget = connection.prepareStatement("""
                delete from withheld where source = (select source from backfill_run where id = ?) and record_id = any(?)""")) {
            forget.setString(1, window.runId());
            forget.setArray(2, connection.createArrayOf("text", all));
            forget.executeUpdate();
        }
        if (!withheld.isEmpty()) {
            note(withheld);
        }
    }

    private void note(List<Withheld> withheld) throws SQLException {
        try (PreparedStatement note = connection.prepareStatement("""
                insert into withheld (source, partition_id, record_id, part, reason, run_id)
                select r.source, ?, page.id, part, page.reason, r.id from backfill_run r, unnest(?, ?, ?) as page (id, part, reason)
                where r.id = ?
                on conflict (source, record_id, part) do update set reason = excluded.reason""")) {
            note.setString(1, window.partitionId());
            note.setArray(2, texts(withheld.stream().map(Withheld::recordId)));
            note.setArray(3, texts(withheld.stream().map(each -> Objects.requireNonNullElse(each.part(), ""))));
            note.setArray(4, texts(withheld.stream().map(Withheld::reason)));
            note.setString(5, window.runId());
            note.executeUpdate();
        }
    }

    private java.sql.Array texts(Stream<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }
}
