package dev.backfill.store.partition;

import dev.backfill.workflows.run.EndedPartitions;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What operators make of the ends of partitions: left out, opened again, closed with their run. Every method may be repeated. */
public class PartitionEnds {
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    public PartitionEnds(DataSource database) {
        this.database = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /**
     * Leaves a partition that has not ended out, on record.
     *
     * @param ordinal null to go by the key
     * @return its ordinal, also when it was left out before; 0 if there is none, or it has ended otherwise
     */
    public int skip(String runId, @Nullable Integer ordinal, @Nullable String key, String reason) {
        return transaction.execute(status -> {
            named(ordinal, key, """
                            update backfill_partition set state = 'SKIPPED', reason = :reason, finished_at = now()
                            where run_id = :run and finished_at is null and\s""", runId)
                    .param("reason", reason)
                    .update();
            return named(ordinal, key, "select ordinal from backfill_partition where run_id = :run and state = 'SKIPPED' and ", runId)
                    .query(Integer.class)
                    .list()
                    .stream()
                    .findFirst()
                    .orElse(0);
        });
    }

    private JdbcClient.StatementSpec named(@Nullable Integer ordinal, @Nullable String key, String statement, String runId) {
        return ordinal == null
                ? database.sql(statement + "key = :key").param("run", runId).param("key", key)
                : database.sql(statement + "ordinal = :ordinal").param("run", runId).param("ordinal", ordinal);
    }

    /**
     * Opens the partitions that ended without proof, but for those that were left out. What is pulled stays pulled; the changes since
     * the run began, the final census and the comparison are made anew.
     *
     * @param except ordinals that stay as they are
     * @return what has ended all the same, without those excepted
     */
    public EndedPartitions reopenFailed(String runId, List<Integer> except) {
        Integer[] excepted = except.toArray(Integer[]::new);
        return transaction.execute(status -> {
            Long[] failed = database.sql("""
                            update backfill_partition set state = 'PLANNED', finished_at = null, failure_type = null, reason = null,
                                stored = null, failed = null, final_expected = null, relistings = 0, withheld = 0, retries = retries + 1
                            where run_id = :run and finished_at is not null and state not in ('VERIFIED', 'SKIPPED')
                              and ordinal <> all(:except) returning id""")
                    .param("run", runId)
                    .param("except", excepted)
                    .query(Long.class)
                    .list()
                    .toArray(Long[]::new);
            reopenWindows(failed);
            return database.sql("""
                            select count(*) as partitions, coalesce(sum(stored), 0) as stored from backfill_partition
                            where run_id = :run and finished_at is not null and ordinal <> all(:except)""")
                    .param("run", runId)
                    .param("except", excepted)
                    .query((row, number) -> new EndedPartitions(row.getInt("partitions"), row.getLong("stored")))
                    .single();
        });
    }

    private void reopenWindows(Long[] partitions) {
        database.sql("""
                        update backfill_window set state = 'OPEN', cursor = null, fetched = 0, stored = 0, unchanged = 0, failed = 0,
                            pages = 0, whole_fetched = 0, whole_stored = 0, whole_unchanged = 0, relistings = 0, listed = null, incomplete = null, unsorted = false,
                            lease = lease + 1, finished_at = null
                        where partition = any(:partitions) and kind in ('CHANGES', 'FINAL_CENSUS')""")
                .param("partitions", partitions)
                .update();
        // One that was given up because its cursor led nowhere gets as many attempts as at first.
        database.sql("update backfill_window set restarts = 0 where partition = any(:partitions) and state = 'OPEN'")
                .param("partitions", partitions)
                .update();
        database.sql("delete from backfill_window where partition = any(:partitions) and kind = 'REFETCH'")
                .param("partitions", partitions)
                .update();
        for (String ended : List.of("census_record where final and", "earlier_listing where", "witness where")) {
            database.sql("delete from " + ended + " partition = any(:partitions)").param("partitions", partitions).update();
        }
    }

    /** Ends what has not ended of a run that was stopped. */
    public void closeWithRun(String runId) {
        database.sql("""
                        update backfill_partition set state = 'CANCELLED', finished_at = now(),
                            reason = case when started_at is null then 'never begun: the run ended before' else 'the run ended before it did' end
                        where run_id = :run and finished_at is null""")
                .param("run", runId)
                .update();
    }
}
