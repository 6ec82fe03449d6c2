package dev.backfill.workers;

import dev.backfill.store.migration.Migrations;
import javax.sql.DataSource;

/** Brings the database to the state that this version needs, before any process starts. */
public final class Migrate {
    private Migrate() {}

    /**
     * Applies the control tables' migrations, then each source's own.
     *
     * @throws org.flywaydb.core.api.FlywayException if a migration fails, or an applied one was changed since
     */
    public static void migrate(DataSource database) {
        Migrations.migrateControlTables(database);
        Migrations.migrateSource(database, "jira", "classpath:dev/backfill/workers/source/jira");
    }
}
