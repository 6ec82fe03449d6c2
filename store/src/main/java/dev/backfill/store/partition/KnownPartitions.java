package dev.backfill.store.partition;

import dev.backfill.store.page.Table;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Partitions of earlier runs. */
public class KnownPartitions {
    private final JdbcClient database;

    public KnownPartitions(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /**
     * The partitions that earlier runs with the same parameters had, and of which records are stored and not marked as deleted: those that
     * an enumeration must show again, or that something became of.
     *
     * @param runId the run that is being planned
     * @param records the source's table of records
     */
    public List<PlannedPartition> withRecords(String runId, Table records) {
        return database.sql("""
                        select * from (
                            select distinct on (p.partition_id) p.partition_id, p.key, p.name
                            from backfill_run own
                            join backfill_run r on r.source = own.source and r.parameters = own.parameters and r.id <> own.id and not r.selective
                            join backfill_partition p on p.run_id = r.id
                            where own.id = :run order by p.partition_id, r.requested_at desc) known
                        where exists (select from %s s where s.%s = known.partition_id and s.deleted_at is null)
                        order by key""".formatted(records.qualifiedName(), records.owner()))
                .param("run", runId)
                .query((row, number) -> new PlannedPartition(
                        row.getString("partition_id"), row.getString("key"), row.getString("name"), null, null))
                .list();
    }

    /**
     * The partitions that have a row of their own, and of which records are stored and not marked as deleted, whichever run found them:
     * one that records alone led to has been the partition of no run.
     *
     * @param partitions the source's table of partitions
     * @param records its table of records
     */
    public List<PlannedPartition> withRows(Table partitions, Table records) {
        return database.sql("""
                        select p.id from %s p
                        where exists (select from %s s where s.%s = p.id and s.deleted_at is null) order by p.id"""
                        .formatted(partitions.qualifiedName(), records.qualifiedName(), records.owner()))
                .query((row, number) -> new PlannedPartition(row.getString("id"), row.getString("id"), row.getString("id"), null, null))
                .list();
    }
}
