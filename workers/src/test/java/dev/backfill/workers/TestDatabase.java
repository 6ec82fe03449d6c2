package dev.backfill.workers;

import com.zaxxer.hikari.HikariDataSource;
import dev.backfill.store.Databases;
import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.source.Sources;
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

    public static String url() {
        return POSTGRES.getJdbcUrl("postgres", "postgres");
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

    /** Empties everything: runs, plans and what is kept of sources, and the tables of each source. */
    public static void clear() {
        String tables = sql().sql("""
                        select coalesce(string_agg(', ' || format('%I.%I', schemaname, tablename), ''), '') from pg_tables
                        where schemaname = any(:sources) and tablename <> 'schema_history'""")
                .param("sources", Sources.all().stream().map(SourceDefinition::id).toArray(String[]::new))
                .query(String.class)
                .single();
        sql().sql("truncate backfill_run, backfill_plan, watermark, source_budget, request_bucket, search.backlog, search.entry" + tables + " cascade").update();
    }
}
