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
    private final String source;

    WithheldNotes(Connection connection, LeasedWindow window, String source) {
        this.connection = connection;
        this.window = window;
        this.source = source;
    }

    /** @param stored ids of the records that were stored, of which nothing else is withheld */
    void replace(List<String> stored, List<Withheld> withheld) throws SQLException {
        Object[] all = Stream.concat(stored.stream(), withheld.stream().map(Withheld::recordId)).toArray();
        try (PreparedStatement forget = connection.prepareStatement("delete from withheld where source = ? and record_id = any(?)")) {
            forget.setString(1, source);
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
                select ?, ?, id, part, reason, ? from unnest(?, ?, ?) as page (id, part, reason)
                on conflict (source, record_id, part) do update set reason = excluded.reason""")) {
            note.setString(1, source);
            note.setString(2, window.partitionId());
            note.setString(3, window.runId());
            note.setArray(4, texts(withheld.stream().map(Withheld::recordId)));
            note.setArray(5, texts(withheld.stream().map(each -> Objects.requireNonNullElse(each.part(), ""))));
            note.setArray(6, texts(withheld.stream().map(Withheld::reason)));
            note.executeUpdate();
        }
    }

    private java.sql.Array texts(Stream<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }
}
