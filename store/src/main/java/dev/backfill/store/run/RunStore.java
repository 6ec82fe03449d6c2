package dev.backfill.store.run;

import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.Verdict;
import dev.backfill.workflows.source.DateRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
        List<RunScope.Selected> selected = run.scope().selected();
        int inserted = database.sql("""
                        with run as (
                            insert into backfill_run (id, source, state, range_from, range_to, parameters, request_id, requested_by,
                                plan_id, parallelism, retry_of, refetch_of, selective, mode)
                            values (:id, :source, 'REQUESTED', :from, :to, :parameters::jsonb, :requestId, :requestedBy,
                                :planId, :parallelism, :retryOf, :refetchOf, :selective, :mode)
                            on conflict (id) do nothing returning id),
                        selected as (
                            insert into run_selection (run_id, partition_id, record)
                            select run.id, part, rec from run, unnest(:partitions::text[], :records::text[]) as chosen (part, rec)
                            on conflict do nothing)
                        select count(*) from run""")
                .param("id", run.id())
                .param("source", run.source())
                .param("from", Timestamp.from(run.range().from()))
                .param("to", Timestamp.from(run.range().to()))
                .param("parameters", run.parameters())
                .param("requestId", run.requestId())
                .param("requestedBy", run.requestedBy())
                .param("planId", run.planId())
                .param("parallelism", run.parallelism())
                .param("retryOf", run.scope().retryOf())
                .param("refetchOf", run.scope().refetchOf())
                .param("selective", run.scope().selective())
                .param("mode", run.mode().name())
                .param("partitions", selected.stream().map(RunScope.Selected::partitionId).toArray(String[]::new))
                .param("records", selected.stream().map(RunScope.Selected::record).toArray(String[]::new))
                .query(Integer.class)
                .single();
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
                        where (:source::text is null or source = :source)
                          and (:mode::text is null or mode = :mode)
                          and (cardinality(:states::text[]) = 0 or state = any(:states))
                          and (:from::timestamptz is null or requested_at >= :from)
                          and (:until::timestamptz is null or requested_at < :until)
                          and (:beforeAt::timestamptz is null or (requested_at, id) < (:beforeAt, :beforeId))
                        order by requested_at desc, id desc limit :limit""")
                .param("source", filter.source())
                .param("mode", filter.mode() == null ? null : filter.mode().name())
                .param("states", filter.states().stream().map(RunState::name).toArray(String[]::new))
                .param("from", timestamp(filter.requestedFrom()))
                .param("until", timestamp(filter.requestedBefore()))
                .param("beforeAt", before == null ? null : Timestamp.from(before.requestedAt()))
                .param("beforeId", before == null ? null : before.id())
                .param("limit", filter.limit())
                .query(RunStore::run)
                .list();
    }

    /** The runs that have not ended, the oldest first. */
    public List<Run> listUnfinished() {
        return database.sql("select * from backfill_run where state not in " + FINAL_STATES + " order by requested_at")
                .query(RunStore::run)
                .list();
    }

    /** Whether each of these runs has ended, by its id; those that have no row are absent. */
    public Map<String, Boolean> listEnded(Collection<String> ids) {
        return database.sql("select id, state in " + FINAL_STATES + " as ended from backfill_run where id = any(:ids)")
                .param("ids", ids.toArray(String[]::new))
                .query((row, number) -> Map.entry(row.getString("id"), row.getBoolean("ended")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** How many partitions are to be pulled side by side, if that was recorded. */
    public Optional<Integer> parallelism(String id) {
        return database.sql("select parallelism from backfill_run where id = :id and parallelism is not null")
                .param("id", id)
                .query(Integer.class)
                .optional();
    }

    /** Records what operators should know of the source's settings, and what no request can show of the source. */
    public void recordWarnings(String id, List<String> warnings, List<String> cannotSee) {
        database.sql("update backfill_run set warnings = :warnings, cannot_see = :cannotSee where id = :id")
                .param("id", id)
                .param("warnings", warnings.toArray(String[]::new))
                .param("cannotSee", cannotSee.toArray(String[]::new))
                .update();
    }

    /** Counts requests that were sent to the source for the run as a whole. */
    public void addRequests(String id, long requests) {
        database.sql("update backfill_run set requests = requests + :requests where id = :id")
                .param("id", id)
                .param("requests", requests)
                .update();
    }

    /** Moves a run that has not ended to this state. */
    public void recordState(String id, RunState state) {
        database.sql("update backfill_run set state = :state, started_at = coalesce(started_at, now()) where id = :id and state not in "
                        + FINAL_STATES)
                .param("id", id)
                .param("state", state.name())
                .update();
    }

    /** The retry of this run that is under way, if there is one. */
    public Optional<Run> findRetryUnderWay(String id) {
        return database.sql("select * from backfill_run where retry_of = :id and state not in " + FINAL_STATES
                        + " order by requested_at limit 1")
                .param("id", id)
                .query(RunStore::run)
                .optional();
    }

    /**
     * Ends a run that has not ended.
     *
     * @return whether it had not
     */
    public boolean finish(String id, RunState state, Verdict verdict, @Nullable String reason) {
        return database.sql("""
                        update backfill_run set state = :state, verified = :verified, verdict = :verdict, reason = :reason, finished_at = now()
                        where id = :id and state not in\s""" + FINAL_STATES)
                .param("id", id)
                .param("state", state.name())
                .param("verified", verdict.isProof())
                .param("verdict", verdict.name())
                .param("reason", reason)
                .update() == 1;
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
                verdict(row),
                row.getString("reason"),
                row.getString("retry_of"),
                row.getString("refetch_of"),
                row.getBoolean("selective"),
                List.of((String[]) row.getArray("warnings").getArray()),
                List.of((String[]) row.getArray("cannot_see").getArray()),
                RunMode.valueOf(row.getString("mode")));
    }

    private static @Nullable Verdict verdict(ResultSet row) throws SQLException {
        String verdict = row.getString("verdict");
        return verdict == null ? null : Verdict.valueOf(verdict);
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
