package dev.backfill.store.derive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/** Held while a source is derived, by a session of its own: PostgreSQL gives it back when the process dies. */
public final class DerivationLock implements AutoCloseable {
    private static final SQLExceptionTranslator TRANSLATOR = new SQLExceptionSubclassTranslator();

    private final Connection session;
    private final String source;

    private DerivationLock(Connection session, String source) {
        this.session = session;
        this.source = source;
    }

    /** @return empty if another process holds it */
    public static Optional<DerivationLock> take(DataSource database, String source) {
        Connection session = null;
        try {
            session = database.getConnection();
            if (call(session, "select pg_try_advisory_lock(hashtextextended(?, 0))", source)) {
                return Optional.of(new DerivationLock(session, source));
            }
            JdbcUtils.closeConnection(session);
            return Optional.empty();
        } catch (SQLException failure) {
            JdbcUtils.closeConnection(session);
            throw failed(failure);
        }
    }

    private static boolean call(Connection session, String statement, String source) throws SQLException {
        try (PreparedStatement call = session.prepareStatement(statement)) {
            call.setString(1, "backfill derivation of " + source);
            try (ResultSet answer = call.executeQuery()) {
                answer.next();
                return answer.getBoolean(1);
            }
        }
    }

    private static RuntimeException failed(SQLException failure) {
        RuntimeException translated = TRANSLATOR.translate("lock of a derivation", null, failure);
        return translated == null ? new IllegalStateException(failure) : translated;
    }

    @Override
    public void close() {
        try {
            call(session, "select pg_advisory_unlock(hashtextextended(?, 0))", source);
        } catch (SQLException lost) {
            throw failed(lost);
        } finally {
            JdbcUtils.closeConnection(session);
        }
    }
}
