package dev.backfill.store.derive;

import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The progress of derivations, so that one that was interrupted goes on. */
public class DerivationStore {
    private static final String SELECT = """
            select source, fingerprint, last_id, records, changed_rows from derivation where source = :source""";

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    public DerivationStore(DataSource database) {
        this.database = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /** Goes on with the one that was interrupted, if the same code began it; else from the first record. */
    public Derivation begin(String source, String fingerprint) {
        return transaction.execute(status -> {
            database.sql("delete from derivation where source = :source and (finished_at is not null or fingerprint <> :fingerprint)")
                    .param("source", source)
                    .param("fingerprint", fingerprint)
                    .update();
            database.sql("insert into derivation (source, fingerprint) values (:source, :fingerprint) on conflict do nothing")
                    .param("source", source)
                    .param("fingerprint", fingerprint)
                    .update();
            return get(source);
        });
    }

    public Derivation get(String source) {
        return database.sql(SELECT).param("source", source).query(Derivation.class).single();
    }

    /**
     * Notes that everything up to a record is done.
     *
     * @param from the last id that was done before
     * @throws IllegalStateException if another process has moved it meanwhile
     */
    public void advance(String source, @Nullable String from, String to, int records, Collection<UnderivedRecord> failed) {
        transaction.executeWithoutResult(status -> {
            int moved = database.sql("""
                            update derivation set last_id = :to, records = records + :records, advanced_at = now()
                            where source = :source and last_id is not distinct from :from::text and finished_at is null""")
                    .param("source", source)
                    .param("from", from)
                    .param("to", to)
                    .param("records", records)
                    .update();
            if (moved == 0) {
                throw new IllegalStateException("another process derives " + source + " at the same time");
            }
            for (UnderivedRecord record : failed) {
                database.sql("""
                                insert into derivation_failure (source, record_id, reason) values (:source, :id, :reason)
                                on conflict (source, record_id) do update set reason = excluded.reason""")
                        .param("source", source)
                        .param("id", record.id())
                        .param("reason", record.reason())
                        .update();
            }
        });
    }

    public void finish(String source) {
        database.sql("update derivation set finished_at = now(), advanced_at = now() where source = :source")
                .param("source", source)
                .update();
    }

    /** What could not be derived, in this derivation or the one that ended last. */
    public List<UnderivedRecord> failures(String source) {
        return database.sql("select record_id as id, reason from derivation_failure where source = :source order by record_id")
                .param("source", source)
                .query(UnderivedRecord.class)
                .list();
    }
}
