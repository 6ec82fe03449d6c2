package dev.backfill.store.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/** Held while something is done that one process does at a time, by a session of its own: PostgreSQL gives it back when the process dies. */
public final class SessionLock implements AutoCloseable {
    private static final SQLExceptionTranslator TRANSLATOR = new SQLExceptionSubclassTranslator();

    private final Connection session;
    private final String name;

    private SessionLock(Connection session, String name) {
        this.session = session;
        this.name = name;
    }

    /**
     * @param name what is done, such as {@code derivation of jira}
     * @return empty if another process holds it
     */
    public static Optional<SessionLock> take(DataSource database, String name) {
        Connection session = null;
        try {
            session = database.getConnection();
            if (call(session, "select pg_try_advisory_lock(hashtextextended(?, 0))", name)) {
                return Optional.of(new SessionLock(session, name));
            }
            JdbcUtils.closeConnection(session);
            return Optional.empty();
        } catch (SQLException failure) {
            JdbcUtils.closeConnection(session);
            throw failed(failure);
        }
    }

    private static boolean call(Connection session, String statement, String name) throws SQLException {
        try (PreparedStatement call = session.prepareStatement(statement)) {
            call.setString(1, "backfill " + name);
            try (ResultSet answer = call.executeQuery()) {
                answer.next();
                return answer.getBoolean(1);
            }
        }
    }

    private static RuntimeException failed(SQLException failure) {
        RuntimeException translated = TRANSLATOR.translate("lock", null, failure);
        return translated == null ? new IllegalStateException(failure) : translated;
    }

    @Override
    public void close() {
        try {
            call(session, "select pg_advisory_unlock(hashtextextended(?, 0))", name);
        } catch (SQLException lost) {
            throw failed(lost);
        } finally {
            JdbcUtils.closeConnection(session);
        }
    }
}
