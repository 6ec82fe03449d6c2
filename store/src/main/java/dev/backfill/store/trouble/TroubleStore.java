package dev.backfill.store.trouble;

import dev.backfill.store.event.RunNotifications;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Keeps what fails now. Whoever watches the run is notified. Every method throws Spring's {@code DataAccessException}. */
public class TroubleStore {
    /**
     * The longest failing work of a run, one row or none, to be joined laterally; in place of {@code %s} what narrows the rows {@code t}
     * down.
     */
    public static final String LONGEST = """
            (select (select source from backfill_run where id = t.run_id) as trouble_source, partition_key as trouble_partition, what, failure_type as trouble_type, error, since, last_at, attempts,
                (count(*) over ())::int as failing
             from trouble t where %s order by since, what limit 1)""";

    /** What that selects, joined as {@code failing}, to be grouped by. */
    public static final String COLUMNS = "failing.trouble_source, failing.trouble_partition, failing.what, failing.trouble_type, "
            + "failing.error, failing.since, failing.last_at, failing.attempts, failing.failing";

    private static final String THIS =
            "run_id = :run and partition_key = :partition and window_id = :window and activity = :activity";

    private final JdbcClient database;

    public TroubleStore(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /** An attempt has failed. Nothing is kept of what belongs to no run, such as a plan. */
    public void failed(FailingWork work, String failureType, String error) {
        int rows = of(work, """
                        insert into trouble (run_id, partition_key, window_id, activity, what, failure_type, error)
                        select id, :partition, :window, :activity, :what, :type, :error from backfill_run where id = :run
                        on conflict (run_id, partition_key, window_id, activity) do update set what = excluded.what,
                            failure_type = excluded.failure_type, error = excluded.error, last_at = excluded.last_at,
                            attempts = trouble.attempts + 1""")
                .param("what", work.what())
                .param("type", failureType)
                .param("error", error)
                .update();
        tell(work, rows);
    }

    /** An attempt has succeeded, or what keeps it from going on is not its fault. */
    public void ended(FailingWork work) {
        tell(work, of(work, "delete from trouble where " + THIS).update());
    }

    /** The run or partition that the work belongs to has ended, and with it all of its work. */
    public void allEnded(FailingWork work) {
        int rows = database.sql("delete from trouble where run_id = :run and (:partition = '' or partition_key = :partition)")
                .param("run", work.runId())
                .param("partition", Objects.requireNonNullElse(work.partition(), ""))
                .update();
        tell(work, rows);
    }

    private StatementSpec of(FailingWork work, String statement) {
        return database.sql(statement)
                .param("run", work.runId())
                .param("partition", Objects.requireNonNullElse(work.partition(), ""))
                .param("window", Objects.requireNonNullElse(work.window(), 0L))
                .param("activity", work.activity());
    }

    private void tell(FailingWork work, int rows) {
        if (rows > 0) {
            database.sql("select pg_notify(:channel, :run)")
                    .param("channel", RunNotifications.PROGRESS)
                    .param("run", work.runId())
                    .query(row -> {});
        }
    }
}
