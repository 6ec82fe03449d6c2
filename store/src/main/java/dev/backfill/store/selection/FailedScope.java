package dev.backfill.store.selection;

import dev.backfill.store.run.RunScope.Selected;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What failed in a run, as what another run may cover. */
public class FailedScope {
    /**
     * Whole: what never came to its comparison, and what no record can be named of. One by one: dead letters, and the differences that
     * remained. Of a partition of which only some records were selected, never more than these. Without what a retry has proved since.
     */
    private static final String FAILED = """
            with recursive later as (
                select id from backfill_run where retry_of = :run
                union select r.id from backfill_run r join later on r.retry_of = later.id),
            failed as (
                select * from backfill_partition f where run_id = :run and state not in ('VERIFIED', 'SKIPPED')
                  and not exists (select from backfill_partition p join later on later.id = p.run_id
                    where p.partition_id = f.partition_id and p.state = 'VERIFIED')),
            named as (
                select f.id, f.partition_id, d.record_id from failed f join dead_letter d on d.partition = f.id
                where f.state = 'DIFFERENT' and d.resolved_at is null
                union
                select f.id, f.partition_id, d.record_id from failed f join record_difference d on d.partition = f.id
                where f.state = 'DIFFERENT' and (d.outcome is null or d.outcome = 'REMAINS')),
            whole as (
                select * from failed f where not exists (select from named n where n.id = f.id)
                   or exists (select from named n where n.id = f.id and n.record_id is null))
            select partition_id, record_id from named where id not in (select id from whole)
            union
            select partition_id, null from whole where not selected
            union
            select w.partition_id, c.record_id from whole w join census_record c on c.partition = w.id and not c.final where w.selected
            order by partition_id, record_id""";

    private final JdbcClient database;

    public FailedScope(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /** Empty if nothing failed, or all of it was mended by a retry. */
    public List<Selected> of(String runId) {
        return database.sql(FAILED)
                .param("run", runId)
                .query((row, number) -> new Selected(row.getString("partition_id"), row.getString("record_id")))
                .list();
    }

    /** All partitions of a run. */
    public List<Selected> partitionsOf(String runId) {
        return database.sql("select partition_id from backfill_partition where run_id = :run order by ordinal")
                .param("run", runId)
                .query((row, number) -> new Selected(row.getString("partition_id"), null))
                .list();
    }
}
