package dev.backfill.store.run;

import java.util.Arrays;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts that carry an {@code Idempotency-Key}: the same key and request answer the same run. */
public class Idempotency {
    /** What a key stands for. */
    public sealed interface Claim {
        /** The key was free, or stands for this very request: this is its run. */
        record Granted(String runId) implements Claim {}

        /** The key stands for another request. */
        record Conflicting() implements Claim {}
    }

    private final JdbcClient database;
    private final RunStore runs;
    private final TransactionTemplate transaction;

    public Idempotency(DataSource database, RunStore runs) {
        this.database = JdbcClient.create(database);
        this.runs = runs;
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /**
     * Records the run and its key in one transaction, so that a crash leaves both or neither. Concurrent claims of one key wait for
     * each other.
     *
     * @param requestHash a hash of what is asked for
     * @throws DuplicateKeyException if another run has this id: draw another one
     */
    public Claim claim(String principal, String key, byte[] requestHash, NewRun run) {
        return transaction.execute(status -> {
            if (!runs.insert(run)) {
                throw new DuplicateKeyException("there is a run " + run.id() + " already");
            }
            int claimed = database.sql("""
                            insert into idempotency_key (principal, key, request_hash, run_id)
                            values (:principal, :key, :hash, :run) on conflict do nothing""")
                    .param("principal", principal)
                    .param("key", key)
                    .param("hash", requestHash)
                    .param("run", run.id())
                    .update();
            if (claimed == 1) {
                return new Claim.Granted(run.id());
            }
            status.setRollbackOnly();
            return existing(principal, key, requestHash);
        });
    }

    private Claim existing(String principal, String key, byte[] requestHash) {
        return database.sql("select request_hash, run_id from idempotency_key where principal = :principal and key = :key")
                .param("principal", principal)
                .param("key", key)
                .query((row, number) -> Arrays.equals(row.getBytes("request_hash"), requestHash)
                        ? (Claim) new Claim.Granted(row.getString("run_id"))
                        : new Claim.Conflicting())
                .single();
    }
}
