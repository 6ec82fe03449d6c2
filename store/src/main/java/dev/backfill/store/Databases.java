package dev.backfill.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Opens the pool that a process shares. */
public final class Databases {
    private static final String EVERY_SESSION =
            "set statement_timeout = '5min'; set lock_timeout = '30s'; set idle_in_transaction_session_timeout = '20s'; set timezone = 'UTC'";

    private Databases() {}

    /**
     * A bounded pool. A session that stays silent inside a transaction is ended by the server after 20 seconds, so that a process
     * that was stopped half-way holds no row for longer.
     *
     * @param url a JDBC URL of PostgreSQL
     * @param connections the most connections that are open at once
     * @param name the name that PostgreSQL shows for the sessions, and metrics for the pool
     */
    public static HikariDataSource open(String url, String user, String password, int connections, String name) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(10_000);
        // The process starts, and says what is wrong, also while PostgreSQL is away.
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionInitSql(EVERY_SESSION);
        pool.addDataSourceProperty("ApplicationName", name);
        pool.addDataSourceProperty("connectTimeout", "5");
        pool.addDataSourceProperty("socketTimeout", "330");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        return new HikariDataSource(pool);
    }

    /**
     * A session outside of any pool, for what lasts. Its statements end by themselves after 30 seconds.
     *
     * @param name the name that PostgreSQL shows for the session
     */
    public static Connection openSession(String url, String user, String password, String name) throws SQLException {
        Properties session = new Properties();
        session.setProperty("user", user);
        session.setProperty("password", password);
        session.setProperty("ApplicationName", name);
        session.setProperty("connectTimeout", "5");
        session.setProperty("loginTimeout", "10");
        session.setProperty("socketTimeout", "30");
        session.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(url, session);
    }
}
