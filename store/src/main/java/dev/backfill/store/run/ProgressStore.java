package dev.backfill.store.run;

import dev.backfill.store.failure.FailureStore;
import dev.backfill.store.trouble.Trouble;
import dev.backfill.store.trouble.TroubleStore;
import dev.backfill.store.verification.VerificationSummary.Named;
import dev.backfill.workflows.verify.PartitionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far a run is, read from the rows that the workers keep. */
public class ProgressStore {
    private static final String FINISHED_PARTITION = "finished_at is not null";

    private static final String FAILING_OF_RUN = TroubleStore.LONGEST.formatted(
            "t.run_id = r.id and exists (select from backfill_run u where u.id = r.id and u.finished_at is null)");
    private static final String FAILING_OF_PARTITION =
            TroubleStore.LONGEST.formatted("t.run_id = p.run_id and t.partition_key = p.key and p.finished_at is null");

    private final JdbcClient database;

    public ProgressStore(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /** The run's numbers; all 0 for a run that has no partitions yet or does not exist. */
    public RunProgress ofRun(String runId) {
        return ofRuns(List.of(runId)).get(runId);
    }

    /** The numbers of each of these runs, by its id, in one query. */
    public Map<String, RunProgress> ofRuns(Collection<String> runIds) {
        advance(runIds);
        Map<String, RunProgress> found = new HashMap<>();
        database.sql("""
                        select r.id, own.*, pulled.*, budget.blocked_until, budget.blocked_reason, failing.*,
                            coalesce((select fraction from backfill_run where id = r.id), 0) as fraction,
                            %2$s as failed
                        from unnest(:runs::text[]) as r (id)
                        left join backfill_run run on run.id = r.id and run.state in ('PLANNING', 'RUNNING')
                        left join source_budget budget on budget.source = run.source and budget.blocked_until > now()
                        cross join lateral (
                            select count(*) as partitions, count(*) filter (where %1$s) as partitions_done,
                                coalesce(sum(case when changed_since is null then coalesce(final_expected, expected, expected_hint, 0)
                                    else coalesce(expected, 0) end), 0) as expected,
                                count(*) filter (where expected is null and not (%1$s)) > 0 as is_estimate
                            from backfill_partition where run_id = r.id) own
                        cross join lateral (
                            select count(*) as total, count(*) filter (where w.state = 'PULLED') as done,
                                coalesce(sum(case kind when 'RECORDS' then fetched when 'CENSUS' then whole_fetched end), 0) as fetched,
                                coalesce(sum(case when kind in ('RECORDS', 'CHANGES', 'REFETCH') then w.stored else whole_stored end), 0)
                                    as stored,
                                coalesce(sum(case kind when 'RECORDS' then unchanged when 'CENSUS' then whole_unchanged end), 0)
                                    as unchanged,
                                min(w.started_at) filter (where kind = 'RECORDS' or kind = 'CENSUS' and whole_fetched > 0) as first_page_at
                            from backfill_window w join backfill_partition p on p.id = w.partition where p.run_id = r.id) pulled
                        left join lateral %3$s failing on true"""
                        .formatted(FINISHED_PARTITION, FailureStore.FAILED_RECORDS_OF_RUN, FAILING_OF_RUN))
                .param("runs", runIds.toArray(String[]::new))
                .query(row -> {
                    found.put(row.getString("id"), progress(row));
                });
        return found;
    }

    /**
     * Raises the fractions of runs to what their partitions have reached. Only its end makes one 1, and none ever falls: a plan may turn
     * out larger than it seemed. A row that is being changed is passed over, as somebody will ask again.
     */
    private void advance(Collection<String> runIds) {
        database.sql("""
                        with free as (
                            select id from backfill_run where id = any(:runs) and fraction < 1 for update skip locked),
                        reached as (
                            select r.id, case when r.state in ('COMPLETED', 'COMPLETED_WITH_FAILURES') then 1
                                else least(0.99, (select sum(weight * fraction) / sum(weight) from partition_progress where run_id = r.id)) end
                                as fraction
                            from backfill_run r join free on free.id = r.id)
                        update backfill_run r set fraction = reached.fraction from reached
                        where reached.id = r.id and reached.fraction > r.fraction""")
                .param("runs", runIds.toArray(String[]::new))
                .update();
    }

    private static RunProgress progress(ResultSet row) throws SQLException {
        return new RunProgress(
                row.getDouble("fraction"),
                row.getInt("partitions"),
                row.getInt("partitions_done"),
                row.getInt("total"),
                row.getInt("done"),
                row.getLong("expected"),
                row.getBoolean("is_estimate"),
                row.getLong("fetched"),
                row.getLong("stored"),
                row.getLong("unchanged"),
                row.getLong("failed"),
                RunStore.instant(row, "first_page_at"),
                waiting(row),
                Trouble.of(row));
    }

    private static RunProgress.@Nullable Waiting waiting(ResultSet row) throws SQLException {
        Instant until = RunStore.instant(row, "blocked_until");
        return until == null ? null : new RunProgress.Waiting(until, row.getString("blocked_reason"));
    }

    /** The run's partitions in their order. */
    public List<PartitionView> partitions(String runId) {
        return database.sql("""
                        select p.*, (select phase from partition_progress q where q.partition = p.id) as phase,
                            count(w.id) as windows, count(w.id) filter (where w.state = 'PULLED') as windows_done,
                            coalesce(sum(case w.kind when 'RECORDS' then w.fetched when 'CENSUS' then w.whole_fetched end), 0) as fetched,
                            (select count(*) from pending_record m where m.partition = p.id) as pending,
                            (select array_agg(id order by id) from (
                                select record_id as id from pending_record m where m.partition = p.id order by id limit %d)) as pending_ids,
                            (select count(*) from dead_letter d where d.partition = p.id and d.resolved_at is null) as letters, failing.*
                        from backfill_partition p left join backfill_window w on w.partition = p.id
                        left join lateral %s failing on true
                        where p.run_id = :run group by p.id, %s order by p.ordinal"""
                        .formatted(Named.MOST_IDS, FAILING_OF_PARTITION, TroubleStore.COLUMNS))
                .param("run", runId)
                .query(ProgressStore::partition)
                .list();
    }

    private static Named pending(ResultSet row) throws SQLException {
        java.sql.Array ids = row.getArray("pending_ids");
        return new Named(row.getLong("pending"), ids == null ? List.of() : List.of((String[]) ids.getArray()));
    }

    private static PartitionView partition(ResultSet row, int number) throws SQLException {
        return new PartitionView(
                row.getInt("ordinal"),
                row.getString("partition_id"),
                row.getString("key"),
                row.getString("name"),
                PartitionState.valueOf(row.getString("state")),
                row.getString("phase") == null ? null : PartitionPhase.valueOf(row.getString("phase")),
                RunStore.instant(row, "changed_since"),
                (Long) row.getObject("expected_hint"),
                (Long) row.getObject("expected"),
                (Long) row.getObject("final_expected"),
                (Long) row.getObject("stored"),
                row.getInt("windows"),
                row.getInt("windows_done"),
                row.getLong("fetched"),
                row.getLong("letters"),
                pending(row),
                row.getLong("withheld"),
                row.getString("failure_type"),
                row.getString("reason"),
                Trouble.of(row),
                RunStore.instant(row, "started_at"),
                RunStore.instant(row, "finished_at"));
    }
}
