package dev.backfill.store.run;

import dev.backfill.workflows.verify.PartitionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far a run is, read from the rows that the workers keep. */
public class ProgressStore {
    private static final String FINISHED_PARTITION = "finished_at is not null";

    private final JdbcClient database;

    public ProgressStore(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /** The run's numbers; all 0 for a run that has no partitions yet or does not exist. */
    public RunProgress ofRun(String runId) {
        return database.sql("""
                        with own as (select * from backfill_partition where run_id = :run),
                        pulled as (
                            select count(*) as total, count(*) filter (where w.state = 'PULLED') as done,
                                coalesce(sum(fetched) filter (where kind = 'RECORDS'), 0) as fetched,
                                coalesce(sum(w.stored) filter (where kind in ('RECORDS', 'CHANGES', 'REFETCH')), 0) as stored,
                                coalesce(sum(unchanged) filter (where kind = 'RECORDS'), 0) as unchanged,
                                min(w.started_at) filter (where kind = 'RECORDS') as first_page_at
                            from backfill_window w join own on own.id = w.partition)
                        select (select count(*) from own) as partitions, (select count(*) from own where %s) as partitions_done,
                            (select coalesce(sum(coalesce(final_expected, expected, expected_hint, 0)), 0) from own) as expected,
                            (select count(*) > 0 from own where expected is null and not (%s)) as is_estimate,
                            (select count(*) from dead_letter where run_id = :run and resolved_at is null) as failed, pulled.*
                        from pulled""".formatted(FINISHED_PARTITION, FINISHED_PARTITION))
                .param("run", runId)
                .query(ProgressStore::progress)
                .single();
    }

    private static RunProgress progress(ResultSet row, int number) throws SQLException {
        return new RunProgress(
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
                RunStore.instant(row, "first_page_at"));
    }

    /** The run's partitions in their order. */
    public List<PartitionView> partitions(String runId) {
        return database.sql("""
                        select p.*, count(w.id) as windows, count(w.id) filter (where w.state = 'PULLED') as windows_done,
                            coalesce(sum(w.fetched) filter (where w.kind = 'RECORDS'), 0) as fetched,
                            (select count(*) from dead_letter d where d.partition = p.id and d.resolved_at is null) as letters
                        from backfill_partition p left join backfill_window w on w.partition = p.id
                        where p.run_id = :run group by p.id order by p.ordinal""")
                .param("run", runId)
                .query(ProgressStore::partition)
                .list();
    }

    private static PartitionView partition(ResultSet row, int number) throws SQLException {
        return new PartitionView(
                row.getInt("ordinal"),
                row.getString("partition_id"),
                row.getString("key"),
                row.getString("name"),
                PartitionState.valueOf(row.getString("state")),
                (Long) row.getObject("expected_hint"),
                (Long) row.getObject("expected"),
                (Long) row.getObject("final_expected"),
                (Long) row.getObject("stored"),
                row.getInt("windows"),
                row.getInt("windows_done"),
                row.getLong("fetched"),
                row.getLong("letters"),
                row.getString("failure_type"),
                row.getString("reason"),
                RunStore.instant(row, "started_at"),
                RunStore.instant(row, "finished_at"));
    }
}
