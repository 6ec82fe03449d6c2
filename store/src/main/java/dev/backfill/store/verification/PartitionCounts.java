package dev.backfill.store.verification;

import dev.backfill.store.page.Table;
import dev.backfill.store.partition.StoredPartition;
import dev.backfill.store.verification.Difference.Outcome;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a verdict on a partition is made of. Each is counted when it is asked for. */
public final class PartitionCounts {
    private final JdbcClient database;
    private final StoredPartition partition;
    private final Table table;

    PartitionCounts(JdbcClient database, StoredPartition partition, Table table) {
        this.database = database;
        this.partition = partition;
        this.table = table;
    }

    /** How many ids the final census has. */
    public long listed() {
        return count("select count(*) from census_record where partition = :partition and final");
    }

    /** How many ids the last listing itself had. */
    public long listedAtLast() {
        return count("select count(*) from census_record where partition = :partition and final and not discovered");
    }

    /** How many ids the first listing had. */
    public long listedBefore() {
        return count("select count(*) from census_record where partition = :partition and not final and not discovered");
    }

    /** How many ids of the final census are stored. */
    public long listedAndStored() {
        return count("""
                select count(*) from census_record c join %s s on s.id = c.record_id and s.deleted_at is null
                where c.partition = :partition and c.final""".formatted(table.qualifiedName()));
    }

    /** How many ids of the final census were deleted in the source before they could be fetched. */
    public long vanished() {
        return count("select count(*) from record_difference where partition = :partition and kind = 'MISSING' and outcome = 'DELETED'");
    }

    /** How many live records of the partition earlier runs stored. */
    public long ofEarlierRuns() {
        return database.sql("select count(*) from %s where %s = :owner and deleted_at is null and first_seen_run <> :run"
                        .formatted(table.qualifiedName(), table.owner()))
                .param("owner", partition.partitionId())
                .param("run", partition.runId())
                .query(Long.class)
                .single();
    }

    /** How many records were asked for by id, because listings or the store differed. */
    public long askedById() {
        return count("select count(*) from record_difference where partition = :partition");
    }

    /** How many records and parts of records the vendor withholds. */
    public long withheld() {
        return withheld("(w.part = '' or exists (select from %s s where s.id = w.record_id and s.deleted_at is null))"
                .formatted(table.qualifiedName()));
    }

    /** How many records the vendor withholds whole. */
    public long withheldWhole() {
        return withheld("w.part = ''");
    }

    private long withheld(String which) {
        return database.sql("select count(*) from withheld w where w.source = :source and w.partition_id = :owner and " + which)
                .param("source", partition.source())
                .param("owner", partition.partitionId())
                .query(Long.class)
                .single();
    }

    /** How many records of the partition are in the dead-letter table. */
    public long failed() {
        return count("select count(*) from dead_letter where partition = :partition and resolved_at is null");
    }

    private long count(String query) {
        return database.sql(query).param("partition", partition.id()).query(Long.class).single();
    }

    /** How many rows of the partition are stored and not marked, whatever the range. */
    public long stored() {
        return database.sql("select count(*) from %s where %s = :owner and deleted_at is null".formatted(table.qualifiedName(), table.owner()))
                .param("owner", partition.partitionId())
                .query(Long.class)
                .single();
    }

    /** How many differences of the partition had this outcome. */
    public long differences(Outcome outcome) {
        return database.sql("select count(*) from record_difference where partition = :partition and outcome = :outcome")
                .param("partition", partition.id())
                .param("outcome", outcome.name())
                .query(Long.class)
                .single();
    }
}
