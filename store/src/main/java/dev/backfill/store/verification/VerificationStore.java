package dev.backfill.store.verification;

import dev.backfill.store.page.Table;
import dev.backfill.store.partition.StoredPartition;
import dev.backfill.store.verification.Difference.Kind;
import dev.backfill.store.verification.Difference.Outcome;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The differences between the stored set and the source's, found by id set, and what came of each. */
public class VerificationStore {
    private static final int SMALL = 1_000;
    /** What is known of a record stays, but for a mere suspicion. */
    private static final String UNLESS_KNOWN = """
            on conflict (partition, record_id) do update set kind = excluded.kind, stored_order = excluded.stored_order, outcome = null
            where record_difference.kind = 'SUSPECT' and excluded.kind <> 'SUSPECT'""";

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Deletions deletions;

    public VerificationStore(DataSource database) {
        this.database = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.deletions = new Deletions(this.database);
    }

    /** Compares afresh: what an earlier attempt found is replaced. */
    public void findDifferences(StoredPartition partition, Table table) {
        findDifferences(partition, Comparison.of(table, partition.range()));
    }

    /** As above, the way that the source is to be compared. */
    public void findDifferences(StoredPartition partition, Comparison comparison) {
        ComparisonStatements compare = ComparisonStatements.of(comparison, partition.selected());
        if (counts(partition, comparison.table()).listed() > SMALL) {
            // So many rows have just been added that the planner still takes these tables for nearly empty.
            database.sql("analyze census_record, fetched_record").update();
        }
        transaction.executeWithoutResult(status -> {
            // Suspicions rest on the order of a listing sorted by change: one that is sorted otherwise takes none back.
            database.sql("delete from record_difference where partition = :partition and (kind <> 'SUSPECT' or :sorted)")
                    .param("partition", partition.id())
                    .param("sorted", comparison.sortedByChange())
                    .update();
            record(partition, comparison, Kind.MISSING, compare.missing());
            record(partition, comparison, Kind.EXTRA, compare.extra());
            record(partition, comparison, Kind.STALE, compare.stale());
            record(partition, comparison, Kind.SUSPECT, compare.suspect());
            database.sql("""
                            update backfill_partition set final_expected =
                                (select count(*) from census_record where partition = :partition and final)
                            where id = :partition""")
                    .param("partition", partition.id())
                    .update();
        });
    }

    private void record(StoredPartition partition, Comparison comparison, Kind kind, String query) {
        bind("insert into record_difference (partition, record_id, stored_order, kind) select :partition, record_id, stored_order, '"
                                + kind.name() + "' from (" + query + ") as found " + UNLESS_KNOWN,
                        partition,
                        comparison)
                .update();
    }

    private JdbcClient.StatementSpec bind(String sql, StoredPartition partition, Comparison comparison) {
        return database.sql(sql)
                .param("partition", partition.id())
                .param("owner", partition.partitionId())
                .param("from", Timestamp.from(comparison.range().from()))
                .param("to", Timestamp.from(comparison.range().to()));
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

    /** The ids of the records that are in the dead-letter table. */
    public List<String> dead(long partition) {
        return database.sql("""
                        select distinct record_id from dead_letter
                        where partition = :partition and resolved_at is null and record_id is not null order by record_id""")
                .param("partition", partition)
                .query(String.class)
                .list();
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

    /**
     * The records that have any of these among their parts.
     *
     * @param shown the table of parts that stand for records, under the same ids
     */
    public List<String> showing(Table shown, Collection<String> recordIds) {
        return database.sql("select distinct %s from %s where id = any(:ids) and deleted_at is null"
                        .formatted(shown.owner(), shown.qualifiedName()))
                .param("ids", recordIds.toArray(String[]::new))
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
        Comparison comparison = Comparison.of(table, partition.range());
        ComparisonStatements compare = ComparisonStatements.of(comparison, partition.selected());
        transaction.executeWithoutResult(status -> {
            bind("""
                            update record_difference d set outcome = 'MENDED', kind = case when d.kind = 'SUSPECT' then 'STALE' else d.kind end
                            from %s s where d.partition = :partition and d.outcome is null and s.id = d.record_id and s.deleted_at is null
                              and ((d.kind = 'MISSING')
                                or (d.kind = 'SUSPECT' and s.fetch_order > d.stored_order)
                                or (d.kind = 'STALE' and s.id not in (select record_id from (%s) as still)))"""
                            .formatted(table.qualifiedName(), compare.stale()), partition, comparison)
                    .update();
            database.sql("delete from record_difference where partition = :partition and kind = 'SUSPECT' and outcome is null")
                    .param("partition", partition.id())
                    .update();
        });
    }

    /**
     * Takes what is stored now of the records that the final census did not list as what the source is about to be asked for: only what
     * is stored later speaks against a deletion.
     */
    public void renewExtra(StoredPartition partition, Table table) {
        deletions.renew(partition, table);
    }

    /**
     * Marks records, and their parts, as deleted in the source. Nothing is dropped, and a record that was fetched since the comparison
     * stays.
     */
    public void markDeleted(StoredPartition partition, Table table, List<Table> partTables, Collection<String> recordIds) {
        transaction.executeWithoutResult(status -> {
            deletions.mark(partition, table, partTables, recordIds);
            decide(partition.id(), recordIds, Outcome.DELETED);
        });
    }

    /** The differences found in a run, and what came of them. All zero before anything was compared. */
    public VerificationSummary summaryOfRun(String runId) {
        return summariesOfRuns(List.of(runId)).get(runId);
    }

    /** As {@link #summaryOfRun}, of each of these runs, by its id, in one query. */
    public Map<String, VerificationSummary> summariesOfRuns(Collection<String> runIds) {
        return new RunSummaries(database).of(runIds);
    }

    /** Counts of the partition, in the table of the source's records. */
    public PartitionCounts counts(StoredPartition partition, Table table) {
        return new PartitionCounts(database, partition, table);
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
