package dev.backfill.gateway.health;

import dev.backfill.gateway.health.Readiness.Check;
import dev.backfill.gateway.health.Readiness.Status;
import dev.backfill.store.migration.ControlSchema;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Whether PostgreSQL answers, and has the tables that this gateway needs. Newer ones are fine: migrations keep what an older one uses. Blocks. */
@Component
class DatabaseCheck {
    private static final int LONGEST_SECONDS = 2;

    private final ControlSchema schema;
    private final MigrationVersion needed = ShippedSchema.version();

    DatabaseCheck(DataSource database) {
        this.schema = new ControlSchema(database, LONGEST_SECONDS);
    }

    Check check() {
        try {
            return compare(schema.applied());
        } catch (DataAccessException away) {
            return new Check(Status.DOWN, "does not answer");
        }
    }

    private Check compare(Optional<MigrationVersion> applied) {
        if (applied.isEmpty()) {
            return new Check(Status.DOWN, "answers, but has no tables: run the migrations");
        }
        MigrationVersion there = applied.get();
        if (there.compareTo(needed) < 0) {
            return new Check(Status.DOWN, "answers, but its tables are of version " + there + ", older than " + needed + ": run the migrations");
        }
        return new Check(
                Status.UP, there.equals(needed) ? "answers, tables of version " + there : "answers, tables of version " + there + ", newer than " + needed);
    }
}
