package dev.backfill.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.backfill.store.migration.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One PostgreSQL for all tests of this module, with the control tables and those of an invented source. */
public final class TestStore {
    private static final String EVERY_TABLE_HAS = """
            source_created_at timestamptz, source_updated_at timestamptz, raw jsonb not null, content_hash bytea not null,
            fetch_order bigint not null, cleaned text[], first_seen_run text not null, last_changed_run text not null,
            stored_at timestamptz not null default now(), deleted_at timestamptz""";

    private static final EmbeddedPostgres POSTGRES = start();
    private static final HikariDataSource DATABASE = open(12);

    static {
        // What waits with no limit of its own is not about time: it may take long on a machine that has much else to do.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
        Migrations.migrateControlTables(DATABASE);
        sql().sql("create schema sample").update();
        sql().sql("create table sample.item (id text primary key, box_id text not null, name text, size bigint, " + EVERY_TABLE_HAS + ")")
                .update();
        sql().sql("create table sample.note (id text primary key, item_id text not null, body text, " + EVERY_TABLE_HAS + ")")
                .update();
    }

    private TestStore() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A pool of its own, as another process would have. */
    public static HikariDataSource open(int connections) {
        return Databases.open(POSTGRES.getJdbcUrl("postgres", "postgres"), "postgres", "postgres", connections, "store-test");
    }

    public static DataSource database() {
        return DATABASE;
    }

    public static JdbcClient sql() {
        return JdbcClient.create(DATABASE);
    }

    /** The one value that a query gives, as text. */
    public static String value(String query) {
        return String.valueOf(sql().sql(query).query().singleColumn().getFirst());
    }

    public static long count(String table) {
        return sql().sql("select count(*) from " + table).query(Long.class).single();
    }

    /** Empties everything. */
    public static void clear() {
        sql().sql("truncate backfill_run, watermark, source_budget, request_bucket, account, api_key, audit_log, sample.item, sample.note cascade").update();
    }
}
