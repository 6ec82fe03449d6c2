package dev.backfill.store.verification;

import dev.backfill.store.page.Table;
import dev.backfill.store.partition.StoredPartition;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How the last two listings of a partition compare: the final census, and the one before it. What only one of them has, and no edit
 * explains, says that one of them was not whole. Every method may be repeated.
 */
public class ListingAgreement {
    /** A vendor's clock may be behind ours, and its times may be whole minutes. */
    private static final Duration LENIENCE = Duration.ofMinutes(10);

    /** The listing before the last: the first census, unless the final one was taken again. */
    private static final String BEFORE = """
            (select record_id from earlier_listing where partition = :partition
            union all select record_id from census_record where partition = :partition and not final and not discovered
                and not exists (select from earlier_listing where partition = :partition))""";

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    public ListingAgreement(DataSource database) {
        this.database = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /** Whether the final census is being taken. */
    public boolean isFinalOpen(long partition) {
        return database.sql("select exists (select from backfill_window where partition = :partition and kind = 'FINAL_CENSUS' and state = 'OPEN')")
                .param("partition", partition)
                .query(Boolean.class)
                .single();
    }

    /** Whether the final census is sorted by change: each time it is taken again its order is another, and one that was cut has none. */
    public boolean isSortedByChange(long partition) {
        return database.sql("""
                        select p.relistings % 2 = 0 and not exists (
                            select from backfill_window w where w.partition = p.id and w.kind = 'FINAL_CENSUS' and w.unsorted)
                        from backfill_partition p where p.id = :partition""")
                .param("partition", partition)
                .query(Boolean.class)
                .single();
    }

    /** How often the final census was taken again because witnesses disagreed. */
    public int relistings(long partition) {
        return database.sql("select relistings from backfill_partition where id = :partition")
                .param("partition", partition)
                .query(Integer.class)
                .single();
    }

    /** Has the final census taken again; what it had is kept as the listing before it. */
    public void listAgain(long partition) {
        transaction.executeWithoutResult(status -> {
            update("delete from earlier_listing where partition = :partition", partition);
            update("""
                    insert into earlier_listing (partition, record_id)
                    select partition, record_id from census_record where partition = :partition and final and not discovered""", partition);
            update("delete from census_record where partition = :partition and final", partition);
            update("""
                    update backfill_window set state = 'OPEN', cursor = null, fetched = 0, stored = 0, unchanged = 0, failed = 0, pages = 0,
                        whole_fetched = 0, whole_stored = 0, whole_unchanged = 0, listed = null, incomplete = null, unsorted = false,
                        lease = lease + 1, finished_at = null
                    where partition = :partition and kind = 'FINAL_CENSUS'""", partition);
            update("update backfill_partition set relistings = relistings + 1 where id = :partition", partition);
        });
    }

    private void update(String statement, long partition) {
        database.sql(statement).param("partition", partition).update();
    }

    /** Why a listing of the partition leaves something out, as its pages said; empty if none did. */
    public Optional<String> incomplete(long partition) {
        return database.sql("""
                        select incomplete from backfill_window
                        where partition = :partition and incomplete is not null order by kind = 'FINAL_CENSUS' desc limit 1""")
                .param("partition", partition)
                .query(String.class)
                .optional();
    }

    /** Records that any earlier listing of the run had and the last one lacks, but for those that the source does not yet have whole. */
    public List<String> dropped(StoredPartition partition, Table table) {
        return database.sql("""
                        select before.record_id from (
                            select record_id from earlier_listing where partition = :partition
                            union select record_id from census_record where partition = :partition and not final and not discovered) before
                        left join %s s on s.id = before.record_id
                        where not exists (select from census_record c
                                where c.partition = :partition and c.final and c.record_id = before.record_id)
                            and not exists (select from pending_record r
                                where r.partition = :partition and r.record_id = before.record_id)
                            and (s.id is null or s.deleted_at is null and s.%s = :owner)
                        order by before.record_id"""
                        .formatted(table.qualifiedName(), table.owner()))
                .param("partition", partition.id())
                .param("owner", partition.partitionId())
                .query(String.class)
                .list();
    }

    /**
     * Of what the listing before had and the last one lacks, how many are stored as they were before the run began: there all the same,
     * and not edited while the listing was taken.
     */
    public long droppedUnchanged(StoredPartition partition, Table table) {
        return about(partition, table, """
                select count(*) from %1$s before join %2$s s on s.id = before.record_id
                where s.deleted_at is null and s.%3$s = :owner
                    and coalesce(s.source_updated_at, s.source_created_at, '-infinity') < :since
                    and not exists (select from record_difference d where d.partition = :partition and d.record_id = s.id
                        and d.kind = 'EXTRA' and d.outcome is distinct from 'MENDED')
                    and not exists (select from pending_record r where r.partition = :partition and r.record_id = s.id)
                    and not exists (select from withheld w where w.source = :source and w.record_id = s.id and w.part = '')
                    and not exists (select from census_record c where c.partition = :partition and c.final and not c.discovered and c.record_id = s.id)""");
    }

    /** Of what the last listing has and the one before it lacks, how many are not stored as created or changed since the run began. */
    public long appearedUnchanged(StoredPartition partition, Table table) {
        return about(partition, table, """
                select count(*) from census_record c left join %1$s before on before.record_id = c.record_id
                left join %2$s s on s.id = c.record_id and s.deleted_at is null
                where c.partition = :partition and c.final and not c.discovered and before.record_id is null
                    and (s.id is null or s.%3$s = :owner)
                    and greatest(coalesce(s.source_updated_at, '-infinity'), coalesce(s.source_created_at, '-infinity')) < :since
                    and not exists (select from pending_record r where r.partition = :partition and r.record_id = c.record_id)""");
    }

    /**
     * Of what the listing before the vendor counted had, how many are gone by now: neither in the last one nor stored as the partition's,
     * or among those that asking by id has not found.
     *
     * @param absent ids that were asked for and are not there
     */
    public long goneSinceCounted(StoredPartition partition, Table table, Collection<String> absent) {
        return database.sql("""
                        select count(*) from %1$s before
                        left join %2$s s on s.id = before.record_id and s.deleted_at is null and s.%3$s = :owner
                        where (s.id is null or s.id = any(:absent))
                            and not exists (select from census_record c
                                where c.partition = :partition and c.final and c.record_id = before.record_id)
                            and not exists (select from pending_record r where r.partition = :partition and r.record_id = before.record_id)
                            and not exists (select from withheld w
                                where w.source = :source and w.record_id = before.record_id and w.part = '')"""
                        .formatted(BEFORE, table.qualifiedName(), table.owner()))
                .param("partition", partition.id())
                .param("source", partition.source())
                .param("owner", partition.partitionId())
                .param("absent", absent.toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    /** How many stored records are there by id, though no listing of the run had them. */
    public long unlisted(StoredPartition partition, Table table) {
        return about(partition, table, """
                select count(*) from record_difference d left join %1$s before on before.record_id = d.record_id
                where d.partition = :partition and d.kind = 'EXTRA' and d.outcome = 'MENDED' and before.record_id is null""");
    }

    /** How many stored records of the partition were created or changed since the run began. */
    public long changed(StoredPartition partition, Table table) {
        return about(partition, table, """
                select count(*) from %2$s s where s.deleted_at is null and s.%3$s = :owner
                    and (s.source_updated_at >= :since or s.source_created_at >= :since)""");
    }

    private long about(StoredPartition partition, Table table, String count) {
        Instant since = partition.runStartedAt().minus(LENIENCE);
        return database.sql(count.formatted(BEFORE, table.qualifiedName(), table.owner()))
                .param("partition", partition.id())
                .param("source", partition.source())
                .param("owner", partition.partitionId())
                .param("since", Timestamp.from(since))
                .query(Long.class)
                .single();
    }
}
