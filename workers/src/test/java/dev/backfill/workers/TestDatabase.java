package dev.backfill.workers;

import com.zaxxer.hikari.HikariDataSource;
import dev.backfill.store.Databases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One PostgreSQL for all tests of this module, with every source's tables. */
public final class TestDatabase {
    private static final EmbeddedPostgres POSTGRES = start();
    private static final HikariDataSource POOL = open();

    static {
        Migrate.migrate(POOL);
    }

    private TestDatabase() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static HikariDataSource pool() {
        return POOL;
    }

    /** A pool of its own, as another process would have. */
    public static HikariDataSource open() {
        return Databases.open(POSTGRES.getJdbcUrl("postgres", "postgres"), "postgres", "postgres", 8, "workers-test");
    }

    public static JdbcClient sql() {
        return JdbcClient.create(POOL);
    }

    public static List<String> texts(String query) {
        return sql().sql(query).query(String.class).list();
    }

    public static long count(String table) {
        return sql().sql("select count(*) from " + table).query(Long.class).single();
    }

    /** Empties everything. */
    public static void clear() {
        sql().sql("truncate backfill_run, watermark, source_budget, request_bucket, jira.project, jira.issue, jira.comment, jira.worklog, jira.change cascade")
                .update();
    }
}
