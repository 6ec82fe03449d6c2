package dev.backfill.workers;

import dev.backfill.store.migration.Migrations;
import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.source.Sources;
import javax.sql.DataSource;

/** Brings the database to the state that this version needs, before any process starts. */
public final class Migrate {
    private Migrate() {}

    /**
     * Applies the control tables' migrations, then each source's own, and makes search cover what there is.
     *
     * @throws org.flywaydb.core.api.FlywayException if a migration fails, or an applied one was changed since
     */
    public static void migrate(DataSource database) {
        Migrations.migrateControlTables(database);
        for (SourceDefinition source : Sources.all()) {
            String folder = "dev/backfill/workers/source/" + source.id();
            // One that is registered ahead of its folder has no tables yet.
            if (Migrate.class.getClassLoader().getResource(folder + "/") != null) {
                Migrations.migrateSource(database, source.id(), "classpath:" + folder);
            }
        }
        Migrations.publishDocuments(database);
    }
}
