package dev.backfill.store.verification;

import dev.backfill.store.page.Table;
import dev.backfill.store.partition.StoredPartition;
import dev.backfill.store.search.SearchBacklog;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Marks of records that are gone from the source. */
final class Deletions {
    private final JdbcClient database;

    Deletions(JdbcClient database) {
        this.database = database;
    }

    /** What is stored now of the undecided extra records is what a deletion is held against. */
    void renew(StoredPartition partition, Table table) {
        database.sql("""
                        update record_difference d set stored_order = s.fetch_order from %s s
                        where d.partition = :partition and d.kind = 'EXTRA' and d.outcome is null and s.id = d.record_id"""
                        .formatted(table.qualifiedName()))
                .param("partition", partition.id())
                .update();
    }

    /** Marks records and their parts, unless they were fetched since. Within a transaction. */
    void mark(StoredPartition partition, Table table, List<Table> partTables, Collection<String> recordIds) {
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
        SearchBacklog.add(database, table.schema(), recordIds);
    }

    private void mark(StoredPartition partition, Collection<String> recordIds, String statement) {
        database.sql(statement)
                .param("run", partition.runId())
                .param("partition", partition.id())
                .param("ids", recordIds.toArray(String[]::new))
                .update();
    }
}
