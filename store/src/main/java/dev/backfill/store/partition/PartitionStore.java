package dev.backfill.store.partition;

import dev.backfill.store.watermark.Basis;
import dev.backfill.store.watermark.WatermarkStore;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Partitions, as rows. Every method may be repeated. */
public class PartitionStore {
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final WatermarkStore watermarks;
    private final PartitionInsert inserts;

    public PartitionStore(DataSource database) {
        this.database = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.watermarks = new WatermarkStore(database);
        this.inserts = new PartitionInsert(this.database);
    }

    /**
     * Stores the plan's partitions in their order, each with the window of its census, all or none, to be pulled in full. A plan that is
     * already stored stays as it is.
     *
     * @return how many partitions the run has
     */
    public int plan(String runId, List<PlannedPartition> partitions) {
        return plan(runId, partitions, Map.of(), Map.of());
    }

    /** As below, with all partitions pulled in full. */
    public int plan(String runId, List<PlannedPartition> partitions, Map<String, List<String>> records) {
        return plan(runId, partitions, records, Map.of());
    }

    /**
     * As above; of some partitions only these records. They stand in place of their first census.
     *
     * @param records ids by the partition's own id; a partition that is absent is taken whole
     * @param bases by the partition's own id; a partition that is absent is pulled in full
     */
    public int plan(
            String runId, List<PlannedPartition> partitions, Map<String, List<String>> records, Map<String, Basis> bases) {
        return transaction.execute(status -> {
            Instant from = database.sql("select range_from from backfill_run where id = :run for update")
                    .param("run", runId)
                    .query((row, number) -> row.getTimestamp(1).toInstant())
                    .single();
            if (count(runId) == 0) {
                for (int index = 0; index < partitions.size(); index++) {
                    PlannedPartition partition = partitions.get(index);
                    Basis basis = bases.getOrDefault(partition.partitionId(), Basis.full(from));
                    inserts.insert(runId, index + 1, partition, records.get(partition.partitionId()), basis);
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

    /** The partitions of a run that have these ids of the source's. */
    public List<PartitionReference> references(String runId, Set<String> partitionIds) {
        return database.sql("""
                        select r.source, p.ordinal, p.key from backfill_partition p join backfill_run r on r.id = p.run_id
                        where run_id = :run and partition_id = any(:ids) order by ordinal""")
                .param("run", runId)
                .param("ids", partitionIds.toArray(String[]::new))
                .query((row, number) ->
                        new PartitionReference(runId, row.getString("source"), row.getInt("ordinal"), row.getString("key")))
                .list();
    }

    /**
     * The partition of a run that goes by this name.
     *
     * @param name its ordinal, or its key; what is all digits is an ordinal
     */
    public Optional<NamedPartition> find(String runId, String name) {
        return database.sql("""
                        select ordinal, partition_id, key, state from backfill_partition
                        where run_id = :run and case when :name ~ '^[0-9]+$' then ordinal::text = :name else key = :name end
                        order by ordinal limit 1""")
                .param("run", runId)
                .param("name", name)
                .query((row, number) -> new NamedPartition(
                        row.getInt("ordinal"),
                        row.getString("partition_id"),
                        row.getString("key"),
                        PartitionState.valueOf(row.getString("state"))))
                .optional();
    }

    /** @throws org.springframework.dao.EmptyResultDataAccessException if there is none */
    public StoredPartition get(PartitionReference partition) {
        return database.sql("""
                        select p.*, p.selected or p.cut as by_census, r.source, r.range_from, r.range_to,
                            coalesce(r.started_at, r.requested_at) as run_started_at, r.parameters as run_parameters
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
                row.getTimestamp("run_started_at").toInstant(),
                row.getString("run_parameters"),
                row.getBoolean("by_census"),
                row.getTimestamp("changed_since") == null ? null : row.getTimestamp("changed_since").toInstant(),
                row.getInt("retries"));
    }

    /** Counts requests that were sent to the source for the partition outside of its windows. */
    public void addRequests(PartitionReference partition, long requests) {
        database.sql("update backfill_partition set requests = requests + :requests where run_id = :run and ordinal = :ordinal")
                .param("run", partition.runId())
                .param("ordinal", partition.ordinal())
                .param("requests", requests)
                .update();
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
                watermarks.move(partition);
                resolveRetried(partition);
            }
        });
    }

    /** What a retry has proved is no longer dead in the runs that it retries, however often it took. */
    private void resolveRetried(PartitionReference partition) {
        database.sql("""
                        with recursive earlier as (
                            select retry_of as id from backfill_run where id = :run
                            union select r.retry_of from backfill_run r join earlier e on r.id = e.id)
                        update dead_letter d set resolved_at = now()
                        from backfill_partition own, backfill_partition p join earlier e on e.id = p.run_id
                        where own.run_id = :run and own.ordinal = :ordinal and p.partition_id = own.partition_id
                          and d.partition = p.id and d.resolved_at is null""")
                .param("run", partition.runId())
                .param("ordinal", partition.ordinal())
                .update();
    }
}
