package dev.backfill.store.verification;

import dev.backfill.store.page.Table;
import dev.backfill.store.partition.StoredPartition;
import dev.backfill.store.verification.VerificationSummary.Named;
import java.sql.Timestamp;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the final census comes to once every difference was asked for by id: records that it passed over join it, and those that the
 * source does not yet have whole leave it. Every method may be repeated.
 */
public class FinalCensus {
    private final JdbcClient database;

    public FinalCensus(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /** The ids of the records that the source did not have whole when they were last asked for. */
    public List<String> pending(long partition) {
        return database.sql("select record_id from pending_record where partition = :partition order by record_id")
                .param("partition", partition)
                .query(String.class)
                .list();
    }

    /** Notes that all pending records are about to be asked for again: each must be noted anew, or it is gone. */
    public void askForPendingAgain(long partition) {
        database.sql("update pending_record set asked_again = true where partition = :partition").param("partition", partition).update();
    }

    /** Forgets pending records that are gone. Those that are still pending are no difference. */
    public void settlePending(long partition) {
        database.sql("delete from pending_record where partition = :partition and asked_again").param("partition", partition).update();
        database.sql("""
                        delete from record_difference d using pending_record r
                        where d.partition = :partition and r.partition = d.partition and r.record_id = d.record_id
                          and d.kind = 'MISSING' and d.outcome is null""")
                .param("partition", partition)
                .update();
    }

    /** Takes out what is still pending: it is not expected to be stored. */
    public void leavePendingOut(long partition) {
        database.sql("""
                        delete from census_record c using pending_record r
                        where c.partition = :partition and c.final and r.partition = c.partition and r.record_id = c.record_id""")
                .param("partition", partition)
                .update();
    }

    /**
     * Takes out what is stored as another partition's of the same run, which expects it, too: a listing may tell of more than its own
     * partition.
     */
    public void leaveOthersOut(StoredPartition partition, Table table) {
        database.sql("""
                        delete from census_record c using %s s, backfill_partition other
                        where c.partition = :partition and c.final and s.id = c.record_id and s.deleted_at is null
                          and other.run_id = :run and other.id <> :partition and other.partition_id = s.%s"""
                        .formatted(table.qualifiedName(), table.owner()))
                .param("partition", partition.id())
                .param("run", partition.runId())
                .update();
    }

    /** Takes out what the vendor withholds whole: it is not expected to be stored. */
    public void leaveWithheldOut(StoredPartition partition) {
        database.sql("""
                        delete from census_record c using withheld w
                        where c.partition = :partition and c.final and w.source = :source and w.part = '' and w.record_id = c.record_id""")
                .param("partition", partition.id())
                .param("source", partition.source())
                .update();
        database.sql("""
                        delete from record_difference d using withheld w
                        where d.partition = :partition and d.kind = 'MISSING' and (d.outcome is null or d.outcome = 'REMAINS')
                          and w.source = :source and w.part = '' and w.record_id = d.record_id""")
                .param("partition", partition.id())
                .param("source", partition.source())
                .update();
    }

    /** How many are pending, and the first of them. */
    public Named named(long partition) {
        List<String> ids = pending(partition);
        return new Named(ids.size(), ids.subList(0, Math.min(ids.size(), Named.MOST_IDS)));
    }

    /**
     * Adds what is stored as the partition's and in its range, and is no difference any more: records that the source did not list, but
     * has, and those that were only discovered when records were fetched again, after the comparison.
     */
    public void joinWhatIsHere(StoredPartition partition, Comparison comparison) {
        database.sql("""
                        insert into census_record (partition, final, record_id, discovered, ordinal)
                        select :partition, true, s.id, true,
                            (select coalesce(max(ordinal) + 1, 0) from census_record where partition = :partition and final)
                        from (select distinct unnest(record_ids) as id from backfill_window
                                where partition = :partition and kind = 'REFETCH'
                            union select record_id from record_difference
                                where partition = :partition and kind = 'EXTRA' and outcome = 'MENDED') as asked
                        join %s s on s.id = asked.id
                        left join record_difference d on d.partition = :partition and d.record_id = s.id
                        where s.%s = :owner and s.deleted_at is null and %s
                          and (d.record_id is null or d.kind = 'EXTRA' and d.outcome = 'MENDED')
                        on conflict do nothing"""
                        .formatted(comparison.table().qualifiedName(), comparison.table().owner(), ComparisonStatements.inRange(comparison)))
                .param("partition", partition.id())
                .param("owner", partition.partitionId())
                .param("from", Timestamp.from(comparison.range().from()))
                .param("to", Timestamp.from(comparison.range().to()))
                .update();
    }

    /** Records how many records the verdict expects, and how much the vendor withholds, for all who ask for the run. */
    public void recordExpected(long partition, long expected, long withheld) {
        database.sql("""
                        update backfill_partition set final_expected = :expected, withheld = :withheld
                        where id = :partition and (final_expected, withheld) is distinct from (:expected, :withheld)""")
                .param("partition", partition)
                .param("expected", expected)
                .param("withheld", withheld)
                .update();
    }
}
