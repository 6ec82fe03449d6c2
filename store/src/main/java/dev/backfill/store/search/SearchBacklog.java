package dev.backfill.store.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Remembers that the text of records may have changed. */
public final class SearchBacklog {
    private static final String INSERT = "insert into search.backlog (source, record_ids) values (?, ?)";

    private SearchBacklog() {}

    /** In the transaction of the change, so that none is missed. */
    public static void add(Connection connection, String source, Collection<String> recordIds) throws SQLException {
        if (recordIds.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, source);
            insert.setArray(2, connection.createArrayOf("text", recordIds.toArray()));
            insert.executeUpdate();
        }
    }

    /** As {@link #add(Connection, String, Collection)}. */
    public static void add(JdbcClient database, String source, Collection<String> recordIds) {
        if (!recordIds.isEmpty()) {
            database.sql(INSERT).params(source, recordIds.toArray(String[]::new)).update();
        }
    }
}
