package dev.backfill.store.migration;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Applies migrations: first the control tables, then each source's own schema with its own history table, so that sources never
 * collide on version numbers. Never repairs: a changed or half-run migration is for a human to look at.
 */
public final class Migrations {
    private Migrations() {}

    /** @throws org.flywaydb.core.api.FlywayException if a migration fails, or an applied one was changed since */
    public static void migrateControlTables(DataSource database) {
        migrate(database, "public", "classpath:dev/backfill/store/migration");
    }

    /**
     * @param schema the source's schema, created if it is absent
     * @param location where the source keeps its migrations, such as {@code classpath:dev/backfill/workers/source/jira}
     * @throws org.flywaydb.core.api.FlywayException if a migration fails, or an applied one was changed since
     */
    public static void migrateSource(DataSource database, String schema, String location) {
        migrate(database, schema, location);
    }

    /** Makes {@code search.document} cover every source that has documents by now. */
    public static void publishDocuments(DataSource database) {
        JdbcClient.create(database).sql("select search.publish()::text").query(String.class).optional();
    }

    private static void migrate(DataSource database, String schema, String location) {
        Flyway.configure()
                .dataSource(database)
                .defaultSchema(schema)
                .schemas(schema)
                .locations(location)
                .table("schema_history")
                .failOnMissingLocations(true)
                .load()
                .migrate();
    }
}
