package dev.backfill.store.run;

import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.source.DateRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs, as rows. Every method throws Spring's {@code DataAccessException} when PostgreSQL does not answer. */
public class RunStore {
    private static final String FINAL_STATES = "('COMPLETED', 'COMPLETED_WITH_FAILURES', 'CANCELLED', 'FAILED')";

    private final JdbcClient database;

    public RunStore(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /**
     * Records that a run is asked for.
     *
     * @return false if there is already one of this id, which stays as it is
     */
    public boolean insert(NewRun run) {
        int inserted = database.sql("""
                        insert into backfill_run (id, source, state, range_from, range_to, parameters, request_id, requested_by)
                        values (:id, :source, 'REQUESTED', :from, :to, :parameters::jsonb, :requestId, :requestedBy)
                        on conflict (id) do nothing""")
                .param("id", run.id())
                .param("source", run.source())
                .param("from", Timestamp.from(run.range().from()))
                .param("to", Timestamp.from(run.range().to()))
                .param("parameters", run.parameters())
                .param("requestId", run.requestId())
                .param("requestedBy", run.requestedBy())
                .update();
        return inserted == 1;
    }

    /** Forgets a run that could not be started. One that a worker has begun stays. */
    public void deleteRequested(String id) {
        database.sql("delete from backfill_run where id = :id and state = 'REQUESTED'").param("id", id).update();
    }

    public Optional<Run> find(String id) {
        return database.sql("select * from backfill_run where id = :id").param("id", id).query(RunStore::run).optional();
    }

    public List<Run> list(RunFilter filter) {
        RunFilter.Position before = filter.before();
        return database.sql("""
                        select * from backfill_run
                        where (:source::text is null or source = :source) and (:state::text is null or state = :state)
                          and (:beforeAt::timestamptz is null or (requested_at, id) < (:beforeAt, :beforeId))
                        order by requested_at desc, id desc limit :limit""")
                .param("source", filter.source())
                .param("state", filter.state() == null ? null : filter.state().name())
                .param("beforeAt", before == null ? null : Timestamp.from(before.requestedAt()))
                .param("beforeId", before == null ? null : before.id())
                .param("limit", filter.limit())
                .query(RunStore::run)
                .list();
    }

    /** Moves a run that has not ended to this state. */
    public void recordState(String id, RunState state) {
        database.sql("update backfill_run set state = :state, started_at = coalesce(started_at, now()) where id = :id and state not in "
                        + FINAL_STATES)
                .param("id", id)
                .param("state", state.name())
                .update();
    }

    /** Ends a run that has not ended. */
    public void finish(String id, RunState state, boolean verified, @Nullable String reason) {
        database.sql("""
                        update backfill_run set state = :state, verified = :verified, reason = :reason, finished_at = now()
                        where id = :id and state not in\s""" + FINAL_STATES)
                .param("id", id)
                .param("state", state.name())
                .param("verified", verified)
                .param("reason", reason)
                .update();
    }

    private static Run run(ResultSet row, int number) throws SQLException {
        return new Run(
                row.getString("id"),
                row.getString("source"),
                RunState.valueOf(row.getString("state")),
                new DateRange(row.getTimestamp("range_from").toInstant(), row.getTimestamp("range_to").toInstant()),
                row.getString("parameters"),
                row.getString("request_id"),
                row.getString("requested_by"),
                row.getTimestamp("requested_at").toInstant(),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                (Boolean) row.getObject("verified"),
                row.getString("reason"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
