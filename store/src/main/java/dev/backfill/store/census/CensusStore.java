package dev.backfill.store.census;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The first census of a partition, and the windows that are cut from it. */
public class CensusStore {
    /**
     * Of the first census, what is still to be fetched: not what this run has fetched as this partition's, nor what it could not store,
     * nor what the source does not yet have whole.
     */
    private static final String TO_FETCH = """
            census_record c where c.partition = :partition and not c.final
              and not exists (select 1 from fetched_record f
                  where f.partition = :partition and f.record_id = c.record_id and f.elsewhere is null)
              and not exists (select 1 from fetched_record f
                  join backfill_partition other on other.id = f.partition
                  join backfill_partition own on own.run_id = other.run_id and own.partition_id = f.elsewhere
                  where own.id = :partition and f.elsewhere is not null and f.record_id = c.record_id)
              and not exists (select 1 from pending_record r
                  join backfill_partition other on other.id = r.partition
                  join backfill_partition own on own.run_id = other.run_id
                  where own.id = :partition and r.record_id = c.record_id)
              and not exists (select 1 from dead_letter d join backfill_partition own on own.run_id = d.run_id
                  where own.id = :partition and d.record_id = c.record_id and d.resolved_at is null)""";

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    public CensusStore(DataSource database) {
        this.database = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /** How many ids the partition's first census found. */
    public long count(long partition) {
        return database.sql("select count(*) from census_record where partition = :partition and not final")
                .param("partition", partition)
                .query(Long.class)
                .single();
    }

    /** How many of these are still to be fetched. */
    public long countToFetch(long partition) {
        return database.sql("select count(*) from " + TO_FETCH).param("partition", partition).query(Long.class).single();
    }

    /** The ids that a census of the partition has. */
    public Set<String> ids(long partition, boolean isFinal) {
        return new HashSet<>(database.sql("select record_id from census_record where partition = :partition and final = :final")
                .param("partition", partition)
                .param("final", isFinal)
                .query(String.class)
                .list());
    }

    /** How many records the partitions before this one, in the order of the run, have taken of what the run may take at most. */
    public long takenBefore(long partition) {
        return database.sql("""
                        select coalesce(sum(greatest(
                            (select count(*) from census_record c where c.partition = p.id and not c.final),
                            (select count(*) from census_record c where c.partition = p.id and c.final))), 0)
                        from backfill_partition p join backfill_partition own on own.run_id = p.run_id and p.ordinal < own.ordinal
                        where own.id = :partition""")
                .param("partition", partition)
                .query(Long.class)
                .single();
    }

    /** Whether the most records that the run takes were reached in this partition or before it. */
    public boolean isCut(long partition) {
        return database.sql("select cut from backfill_partition where id = :partition")
                .param("partition", partition)
                .query(Boolean.class)
                .single();
    }

    /** The ids at the start of each stretch of {@code stretch} records that are to be fetched, in the census's order, newest first. */
    public List<String> idsAtStarts(long partition, long stretch) {
        return database.sql("""
                        select record_id from (
                            select c.record_id, row_number() over (order by c.ordinal) - 1 as place from %s)
                        where place %% :stretch = 0 order by place""".formatted(TO_FETCH))
                .param("partition", partition)
                .param("stretch", stretch)
                .query(String.class)
                .list();
    }

    /**
     * Cuts what is to be fetched of the census into windows of {@code stretch} records and adds the windows that follow them. What is
     * already cut stays. Where only some records were selected, the final census asks for just these; there, and where the run takes no
     * more records, no changes are looked for.
     *
     * @param starts when the first record of each stretch was created, by its id; an id that is absent leaves the window without a
     *     range
     * @return how many windows of records there are
     */
    public int cut(long partition, long stretch, List<String> startIds, Map<String, Instant> starts) {
        return transaction.execute(status -> {
            database.sql("select 1 from backfill_partition where id = :partition for update")
                    .param("partition", partition)
                    .query()
                    .singleRow();
            database.sql("""
                            insert into backfill_window (partition, kind, ordinal, record_ids, expected)
                            select :partition, 'RECORDS', number, array_agg(record_id order by ordinal), count(*) from (
                                select c.record_id, c.ordinal, 1 + (row_number() over (order by c.ordinal) - 1) / :stretch as number
                                from %s)
                            group by number on conflict do nothing""".formatted(TO_FETCH))
                    .param("partition", partition)
                    .param("stretch", stretch)
                    .update();
            database.sql("""
                            insert into backfill_window (partition, kind, ordinal, record_ids)
                            select :partition, kind, 1, case when p.selected then (
                                select array_agg(record_id order by ordinal) from census_record where partition = :partition and not final) end
                            from backfill_partition p, unnest(array['CHANGES', 'FINAL_CENSUS']) as kind
                            where p.id = :partition and (kind = 'FINAL_CENSUS' or not (p.selected or p.cut))
                            on conflict do nothing""")
                    .param("partition", partition)
                    .update();
            setRanges(partition, startIds, starts);
            return finishPlan(partition);
        });
    }

    private void setRanges(long partition, List<String> startIds, Map<String, Instant> starts) {
        for (int index = 0; index < startIds.size(); index++) {
            Instant newest = starts.get(startIds.get(index));
            Instant oldest = index + 1 < startIds.size() ? starts.get(startIds.get(index + 1)) : null;
            if (newest != null) {
                database.sql("""
                                update backfill_window w set range_to = :to, range_from = coalesce(:from::timestamptz, r.range_from)
                                from backfill_partition p join backfill_run r on r.id = p.run_id
                                where p.id = w.partition and w.partition = :partition and w.kind = 'RECORDS' and w.ordinal = :ordinal""")
                        .param("partition", partition)
                        .param("ordinal", index + 1)
                        .param("to", Timestamp.from(newest))
                        .param("from", oldest == null ? null : Timestamp.from(oldest))
                        .update();
            }
        }
    }

    private int finishPlan(long partition) {
        database.sql("""
                        update backfill_partition set expected =
                            (select count(*) from census_record where partition = :partition and not final)
                        where id = :partition""")
                .param("partition", partition)
                .update();
        return database.sql("select count(*) from backfill_window where partition = :partition and kind = 'RECORDS'")
                .param("partition", partition)
                .query(Integer.class)
                .single();
    }
}
