package dev.backfill.store.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts that carry an {@code Idempotency-Key}: the same key and request answer the same run. */
public class Idempotency {
    private static final Duration KEPT = Duration.ofHours(24);
    /** From the first look at a key to its claim. */
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(1);

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
    private final Duration kept;

    public Idempotency(DataSource database, RunStore runs) {
        this(database, runs, KEPT);
    }

    /** @param kept how long a key stands for its request; after that it is free again */
    public Idempotency(DataSource database, RunStore runs, Duration kept) {
        this.kept = kept;
        this.database = JdbcClient.create(database);
        this.runs = runs;
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        // Within a transaction of the caller's, a claim that is not granted takes back itself alone.
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** What this key stands for, if it was claimed before and has not expired. */
    public Optional<Claim> find(String principal, String key, byte[] requestHash) {
        return database.sql("""
                        select request_hash, run_id from idempotency_key
                        where principal = :principal and key = :key and created_at >= now() - make_interval(secs => :kept)""")
                .param("principal", principal)
                .param("key", key)
                .param("kept", kept.toSeconds())
                .query((row, number) -> Arrays.equals(row.getBytes("request_hash"), requestHash)
                        ? (Claim) new Claim.Granted(row.getString("run_id"))
                        : new Claim.Conflicting())
                .optional();
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
                            insert into idempotency_key as k (principal, key, request_hash, run_id)
                            values (:principal, :key, :hash, :run)
                            on conflict (principal, key) do update
                                set request_hash = excluded.request_hash, run_id = excluded.run_id, created_at = now()
                                where k.created_at < now() - make_interval(secs => :kept)""")
                    .param("principal", principal)
                    .param("key", key)
                    .param("hash", requestHash)
                    .param("run", run.id())
                    .param("kept", kept.toSeconds())
                    .update();
            if (claimed == 1) {
                return new Claim.Granted(run.id());
            }
            status.setRollbackOnly();
            return find(principal, key, requestHash).orElseThrow();
        });
    }

    /** Whether the key stands for a request, and will for as long as one takes: a claim of it makes no run then. */
    public boolean isKnown(String principal, String key) {
        return database.sql("""
                        select exists (select from idempotency_key where principal = :principal and key = :key
                            and created_at >= now() - make_interval(secs => :known))""")
                .param("principal", principal)
                .param("key", key)
                .param("known", kept.minus(LONGEST_REQUEST).toSeconds())
                .query(Boolean.class)
                .single();
    }

    /** The id of the request that began the run which this key stands for. */
    public Optional<String> beginner(String principal, String key) {
        return database.sql("""
                        select r.request_id from idempotency_key k join backfill_run r on r.id = k.run_id
                        where k.principal = :principal and k.key = :key""")
                .param("principal", principal)
                .param("key", key)
                .query(String.class)
                .optional();
    }
}
