package dev.backfill.store.census;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The first census of a partition, and the windows that are cut from it. */
public class CensusStore {
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

    /** The ids at the start of each stretch of {@code stretch} records, in the census's order, newest first. */
    public List<String> idsAtStarts(long partition, long stretch) {
        return database.sql("""
                        select record_id from (
                            select record_id, row_number() over (order by ordinal) - 1 as place
                            from census_record where partition = :partition and not final)
                        where place % :stretch = 0 order by place""")
                .param("partition", partition)
                .param("stretch", stretch)
                .query(String.class)
                .list();
    }

    /**
     * Cuts the census into windows of {@code stretch} records and adds the windows that follow them. What is already cut stays.
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
                                select record_id, ordinal, 1 + (row_number() over (order by ordinal) - 1) / :stretch as number
                                from census_record where partition = :partition and not final)
                            group by number on conflict do nothing""")
                    .param("partition", partition)
                    .param("stretch", stretch)
                    .update();
            database.sql("""
                            insert into backfill_window (partition, kind, ordinal) values (:partition, 'CHANGES', 1), (:partition, 'FINAL_CENSUS', 1)
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
