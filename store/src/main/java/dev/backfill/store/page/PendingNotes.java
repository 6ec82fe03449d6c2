package dev.backfill.store.page;

import dev.backfill.store.window.LeasedWindow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes which records the source does not yet have whole, and forgets those that were stored since. */
final class PendingNotes {
    private final Connection connection;
    private final LeasedWindow window;

    PendingNotes(Connection connection, LeasedWindow window) {
        this.connection = connection;
        this.window = window;
    }

    void note(List<PendingRecord> pending) throws SQLException {
        if (pending.isEmpty()) {
            return;
        }
        try (PreparedStatement note = connection.prepareStatement("""
                insert into pending_record (partition, record_id, source_created_at, reason)
                select distinct on (id) ?, id, at, reason from unnest(?, ?, ?) as page (id, at, reason) order by id
                on conflict (partition, record_id) do update set source_created_at = excluded.source_created_at,
                    reason = excluded.reason, asked_again = false""")) {
            note.setLong(1, window.partition());
            note.setArray(2, connection.createArrayOf("text", pending.stream().map(PendingRecord::id).toArray()));
            note.setArray(3, connection.createArrayOf("timestamptz", pending.stream().map(each -> text(each.createdAt())).toArray()));
            note.setArray(4, connection.createArrayOf("text", pending.stream().map(PendingRecord::reason).toArray()));
            note.executeUpdate();
        }
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    void forget(List<String> stored) throws SQLException {
        if (stored.isEmpty()) {
            return;
        }
        try (PreparedStatement forget = connection.prepareStatement("delete from pending_record where partition = ? and record_id = any(?)")) {
            forget.setLong(1, window.partition());
            forget.setArray(2, connection.createArrayOf("text", stored.toArray()));
            forget.executeUpdate();
        }
    }
}
