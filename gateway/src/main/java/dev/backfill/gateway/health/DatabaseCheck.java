package dev.backfill.gateway.health;

import dev.backfill.gateway.health.Readiness.Check;
import dev.backfill.gateway.health.Readiness.Status;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Whether PostgreSQL answers and has the tables. Blocks. */
@Component
class DatabaseCheck {
    private static final String TABLE = "backfill_run";

    private final DataSource database;

    DatabaseCheck(DataSource database) {
        this.database = database;
    }

    Check check() {
        try (Connection connection = database.getConnection();
                ResultSet tables = connection.getMetaData().getTables(null, null, TABLE, new String[] {"TABLE"})) {
            return tables.next()
                    ? new Check(Status.UP, "answers, and has the tables")
                    : new Check(Status.DOWN, "answers, but has no table " + TABLE + ": run the migrations");
        } catch (SQLException away) {
            return new Check(Status.DOWN, "does not answer");
        }
    }
}
