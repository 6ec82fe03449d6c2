package dev.backfill.store.verification;

import dev.backfill.store.page.Table;
import dev.backfill.store.partition.StoredPartition;
import dev.backfill.store.verification.Difference.Kind;
import dev.backfill.store.verification.Difference.Outcome;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The differences between the stored set and the source's, found by id set, and what came of each. */
public class VerificationStore {
    private static final int SMALL = 1_000;

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    public VerificationStore(DataSource database) {
        this.database = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /** Compares afresh: what an earlier attempt found is replaced. */
    public void findDifferences(StoredPartition partition, Table table) {
        ComparisonStatements compare = ComparisonStatements.of(table);
        if (countListed(partition.id()) > SMALL) {
            // So many rows have just been added that the planner still takes these tables for nearly empty.
            database.sql("analyze census_record, fetched_record").update();
        }
        transaction.executeWithoutResult(status -> {
            database.sql("delete from record_difference where partition = :partition").param("partition", partition.id()).update();
            record(partition, Kind.MISSING, compare.missing());
            record(partition, Kind.EXTRA, compare.extra());
            record(partition, Kind.STALE, compare.stale());
            record(partition, Kind.SUSPECT, compare.suspect());
            database.sql("""
                            update backfill_partition set final_expected =
                                (select count(*) from census_record where partition = :partition and final)
                            where id = :partition""")
                    .param("partition", partition.id())
                    .update();
        });
    }

    private void record(StoredPartition partition, Kind kind, String query) {
        bind("insert into record_difference (partition, record_id, stored_order, kind) select :partition, record_id, stored_order, '"
                                + kind.name() + "' from (" + query + ") as found on conflict do nothing",
                        partition)
                .update();
    }

    private JdbcClient.StatementSpec bind(String sql, StoredPartition partition) {
        return database.sql(sql)
                .param("partition", partition.id())
                .param("owner", partition.partitionId())
                .param("from", Timestamp.from(partition.range().from()))
                .param("to", Timestamp.from(partition.range().to()));
    }

    /** Plans the windows that fetch these records again, once; none for an empty list. */
    public void planRefetch(StoredPartition partition, List<String> recordIds, int windowRecords) {
        for (int from = 0, ordinal = 1; from < recordIds.size(); from += windowRecords, ordinal++) {
            List<String> ids = recordIds.subList(from, Math.min(recordIds.size(), from + windowRecords));
            database.sql("""
                            insert into backfill_window (partition, kind, ordinal, record_ids, expected)
                            values (:partition, 'REFETCH', :ordinal, :ids, :expected) on conflict do nothing""")
                    .param("partition", partition.id())
                    .param("ordinal", ordinal)
                    .param("ids", ids.toArray(String[]::new))
                    .param("expected", ids.size())
                    .update();
        }
    }

    /** The differences of this kind that are undecided. */
    public List<String> undecided(long partition, Kind kind) {
        return database.sql("""
                        select record_id from record_difference
                        where partition = :partition and kind = :kind and outcome is null order by record_id""")
                .param("partition", partition)
                .param("kind", kind.name())
                .query(String.class)
                .list();
    }

    public void decide(long partition, Collection<String> recordIds, @Nullable Outcome outcome) {
        if (recordIds.isEmpty()) {
            return;
        }
        database.sql("""
                        update record_difference set outcome = :outcome where partition = :partition and record_id = any(:ids)""")
                .param("partition", partition)
                .param("outcome", outcome == null ? null : outcome.name())
                .param("ids", recordIds.toArray(String[]::new))
                .update();
    }

    /** Decides what fetching again has mended, and drops suspicions that were not confirmed. */
    public void decideAfterRefetch(StoredPartition partition, Table table) {
        ComparisonStatements compare = ComparisonStatements.of(table);
        transaction.executeWithoutResult(status -> {
            bind("""
                            update record_difference d set outcome = 'MENDED', kind = case when d.kind = 'SUSPECT' then 'STALE' else d.kind end
                            from %s s where d.partition = :partition and d.outcome is null and s.id = d.record_id and s.deleted_at is null
                              and ((d.kind = 'MISSING')
                                or (d.kind = 'SUSPECT' and s.fetch_order > d.stored_order)
                                or (d.kind = 'STALE' and s.id not in (select record_id from (%s) as still)))"""
                            .formatted(table.qualifiedName(), compare.stale()), partition)
                    .update();
            database.sql("delete from record_difference where partition = :partition and kind = 'SUSPECT' and outcome is null")
                    .param("partition", partition.id())
                    .update();
        });
    }

    /** How many ids of the final census are stored. */
    public long countListedAndStored(StoredPartition partition, Table table) {
        return bind(ComparisonStatements.of(table).listedAndStored(), partition).query(Long.class).single();
    }

    /** How many ids the final census has. */
    public long countListed(long partition) {
        return database.sql("select count(*) from census_record where partition = :partition and final")
                .param("partition", partition)
                .query(Long.class)
                .single();
    }

    /** How many rows of the partition are stored and not marked, whatever the range. */
    public long countStored(StoredPartition partition, Table table) {
        return database.sql("select count(*) from %s where %s = :owner and deleted_at is null"
                        .formatted(table.qualifiedName(), table.owner()))
                .param("owner", partition.partitionId())
                .query(Long.class)
                .single();
    }

    /** How many records of the partition are in the dead-letter table. */
    public long countFailed(long partition) {
        return database.sql("select count(*) from dead_letter where partition = :partition and resolved_at is null")
                .param("partition", partition)
                .query(Long.class)
                .single();
    }

    /**
     * Marks records, and their parts, as deleted in the source. Nothing is dropped, and a record that was fetched since the comparison
     * stays.
     */
    public void markDeleted(StoredPartition partition, Table table, List<Table> partTables, Collection<String> recordIds) {
        transaction.executeWithoutResult(status -> {
            mark(partition, recordIds, """
                    update %s s set deleted_at = now(), last_changed_run = :run, fetch_order = nextval('fetch_order')
                    from record_difference d
                    where d.partition = :partition and d.record_id = s.id and s.id = any(:ids) and s.deleted_at is null
                      and s.fetch_order <= d.stored_order"""
                    .formatted(table.qualifiedName()));
            for (Table parts : partTables) {
                mark(partition, recordIds, """
                        update %1$s part set deleted_at = now(), last_changed_run = :run, fetch_order = s.fetch_order
                        from %2$s s join record_difference d on d.record_id = s.id and d.partition = :partition
                        where part.%3$s = s.id and s.id = any(:ids) and s.deleted_at is not null and part.deleted_at is null"""
                        .formatted(parts.qualifiedName(), table.qualifiedName(), parts.owner()));
            }
            decide(partition.id(), recordIds, Outcome.DELETED);
        });
    }

    private void mark(StoredPartition partition, Collection<String> recordIds, String statement) {
        database.sql(statement)
                .param("run", partition.runId())
                .param("partition", partition.id())
                .param("ids", recordIds.toArray(String[]::new))
                .update();
    }

    /** The differences found in a run, and what came of them. All zero before anything was compared. */
    public VerificationSummary summaryOfRun(String runId) {
        return new RunSummary(database, runId).summary();
    }

    /** How many differences of the partition had this outcome. */
    public long count(long partition, Outcome outcome) {
        return database.sql("select count(*) from record_difference where partition = :partition and outcome = :outcome")
                .param("partition", partition)
                .param("outcome", outcome.name())
                .query(Long.class)
                .single();
    }

    /** How many ids of the final census were deleted in the source before they could be fetched. */
    public long countVanished(long partition) {
        return database.sql("""
                        select count(*) from record_difference
                        where partition = :partition and kind = 'MISSING' and outcome = 'DELETED'""")
                .param("partition", partition)
                .query(Long.class)
                .single();
    }

    /** The first differences that remain, for people to read. */
    public List<Difference> remaining(long partition, int limit) {
        return database.sql("""
                        select record_id, kind, outcome from record_difference
                        where partition = :partition and (outcome is null or outcome = 'REMAINS') order by kind, record_id limit :limit""")
                .param("partition", partition)
                .param("limit", limit)
                .query((row, number) -> new Difference(
                        row.getString("record_id"), Kind.valueOf(row.getString("kind")), Outcome.REMAINS))
                .list();
    }
}
