package dev.backfill.store.partition;

import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Partitions, as rows. Every method may be repeated. */
public class PartitionStore {
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    public PartitionStore(DataSource database) {
        this.database = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /**
     * Stores the plan's partitions in their order, each with the window of its census, all or none. A plan that is already stored
     * stays as it is.
     *
     * @return how many partitions the run has
     */
    public int plan(String runId, List<PlannedPartition> partitions) {
        return transaction.execute(status -> {
            database.sql("select 1 from backfill_run where id = :run for update").param("run", runId).query().singleRow();
            if (count(runId) == 0) {
                for (int index = 0; index < partitions.size(); index++) {
                    insert(runId, index + 1, partitions.get(index));
                }
            }
            return count(runId);
        });
    }

    private int count(String runId) {
        return database.sql("select count(*) from backfill_partition where run_id = :run")
                .param("run", runId)
                .query(Integer.class)
                .single();
    }

    private void insert(String runId, int ordinal, PlannedPartition partition) {
        database.sql("""
                        with planned as (
                            insert into backfill_partition
                                (run_id, ordinal, partition_id, key, name, expected_hint, reason, state, finished_at)
                            values (:run, :ordinal, :partition, :key, :name, :hint, :leftOut::text,
                                case when :leftOut::text is null then 'PLANNED' else 'SKIPPED' end, case when :leftOut::text is not null then now() end)
                            returning id, state)
                        insert into backfill_window (partition, kind, ordinal)
                        select id, 'CENSUS', 1 from planned where state = 'PLANNED'""")
                .param("run", runId)
                .param("ordinal", ordinal)
                .param("partition", partition.partitionId())
                .param("key", partition.key())
                .param("name", partition.name())
                .param("hint", partition.expectedHint())
                .param("leftOut", partition.leftOutBecause())
                .update();
    }

    /** The partitions after this ordinal that have not ended, in their order. */
    public List<PartitionReference> list(String runId, int afterOrdinal, int limit) {
        return database.sql("""
                        select r.source, p.ordinal, p.key from backfill_partition p join backfill_run r on r.id = p.run_id
                        where run_id = :run and ordinal > :after and p.finished_at is null order by ordinal limit :limit""")
                .param("run", runId)
                .param("after", afterOrdinal)
                .param("limit", limit)
                .query((row, number) ->
                        new PartitionReference(runId, row.getString("source"), row.getInt("ordinal"), row.getString("key")))
                .list();
    }

    /** @throws org.springframework.dao.EmptyResultDataAccessException if there is none */
    public StoredPartition get(PartitionReference partition) {
        return database.sql("""
                        select p.*, r.source, r.range_from, r.range_to, coalesce(r.started_at, r.requested_at) as run_started_at
                        from backfill_partition p join backfill_run r on r.id = p.run_id
                        where p.run_id = :run and p.ordinal = :ordinal""")
                .param("run", partition.runId())
                .param("ordinal", partition.ordinal())
                .query(PartitionStore::partition)
                .single();
    }

    private static StoredPartition partition(ResultSet row, int number) throws SQLException {
        return new StoredPartition(
                row.getLong("id"),
                row.getString("run_id"),
                row.getString("source"),
                row.getString("partition_id"),
                row.getString("key"),
                new DateRange(row.getTimestamp("range_from").toInstant(), row.getTimestamp("range_to").toInstant()),
                (Long) row.getObject("expected"),
                row.getTimestamp("run_started_at").toInstant());
    }

    /** Records how a partition ended; a final state is never left again. A verified partition moves its watermark. */
    public void finish(PartitionReference partition, PartitionResult result) {
        transaction.executeWithoutResult(status -> {
            int changed = database.sql("""
                            update backfill_partition set state = :state, stored = :stored, failed = :failed,
                                failure_type = :failureType, reason = :reason, finished_at = now()
                            where run_id = :run and ordinal = :ordinal and finished_at is null""")
                    .param("run", partition.runId())
                    .param("ordinal", partition.ordinal())
                    .param("state", result.state().name())
                    .param("stored", result.stored())
                    .param("failed", result.failed())
                    .param("failureType", result.failureType())
                    .param("reason", result.reason())
                    .update();
            if (changed == 1 && result.state() == PartitionState.VERIFIED) {
                moveWatermark(partition);
            }
        });
    }

    private void moveWatermark(PartitionReference partition) {
        database.sql("""
                        insert into watermark as w (source, partition_id, key, complete_until, run_id)
                        select r.source, p.partition_id, p.key, least(r.started_at, r.range_to), r.id
                        from backfill_partition p join backfill_run r on r.id = p.run_id
                        where p.run_id = :run and p.ordinal = :ordinal
                        on conflict (source, partition_id) do update set key = excluded.key, run_id = excluded.run_id,
                            complete_until = greatest(w.complete_until, excluded.complete_until), verified_at = now()""")
                .param("run", partition.runId())
                .param("ordinal", partition.ordinal())
                .update();
    }
}
