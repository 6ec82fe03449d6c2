package dev.backfill.store.event;

import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The events of runs. Each call is one statement, so that the run and its events are of one instant. */
public class RunEventStore {
    private static final String READ = """
            select r.state, r.verdict, r.reason, r.finished_at, r.last_event, e.number, e.kind, e.data, e.at
            from backfill_run r left join lateral (
                select * from run_event where run_id = r.id and number > %s order by number limit :limit) e on true
            where r.id = :run order by e.number""";

    private final JdbcClient database;

    public RunEventStore(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /** The first events after this number; empty if there is no such run. */
    public Optional<RunEvents> after(String runId, long number, int limit) {
        return database.sql(READ.formatted(":number"))
                .param("run", runId)
                .param("number", number)
                .param("limit", limit)
                .query(RunEventStore::events);
    }

    /** The last events; empty if there is no such run. */
    public Optional<RunEvents> latest(String runId, int limit) {
        return database.sql(READ.formatted("r.last_event - :limit"))
                .param("run", runId)
                .param("limit", limit)
                .query(RunEventStore::events);
    }

    private static Optional<RunEvents> events(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            return Optional.empty();
        }
        RunEvents run = new RunEvents(
                RunState.valueOf(rows.getString("state")),
                rows.getString("verdict") == null ? null : Verdict.valueOf(rows.getString("verdict")),
                rows.getString("reason"),
                instant(rows, "finished_at"),
                rows.getLong("last_event"),
                new ArrayList<>());
        do {
            if (rows.getObject("number") != null) {
                run.events().add(new RunEvent(
                        rows.getLong("number"), rows.getString("kind"), rows.getString("data"), rows.getTimestamp("at").toInstant()));
            }
        } while (rows.next());
        return Optional.of(run);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
