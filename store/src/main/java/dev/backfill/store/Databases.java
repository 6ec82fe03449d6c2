package dev.backfill.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

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
     * @param name the name that PostgreSQL shows for the sessions
     */
    public static HikariDataSource open(String url, String user, String password, int connections, String name) {
        HikariConfig pool = new HikariConfig();
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
}
