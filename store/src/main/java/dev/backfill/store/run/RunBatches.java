package dev.backfill.store.run;

import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Batches, which are imported once: a run that names one takes it, unless it fails or is cancelled. */
public class RunBatches {
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    public RunBatches(DataSource database) {
        this.database = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /**
     * Inserts a run of a batch. Insertions into one batch wait for each other, so that of any number at once exactly one is admitted.
     *
     * @param force insert it although the batch is taken
     * @param insertion inserts the run; it takes part in this transaction
     * @throws BatchTakenException if another run has the batch; nothing was inserted
     */
    public <T extends @Nullable Object> T admit(String source, String batch, boolean force, Supplier<T> insertion) {
        return transaction.execute(status -> {
            database.sql("select pg_advisory_xact_lock(hashtextextended(:batch, 0))")
                    .param("batch", "batch " + source + " " + batch)
                    .query((row, number) -> true)
                    .single();
            Optional<String> holder = force ? Optional.empty() : holder(source, batch);
            if (holder.isPresent()) {
                throw new BatchTakenException(holder.get());
            }
            return insertion.get();
        });
    }

    private Optional<String> holder(String source, String batch) {
        return database.sql("""
                        select id from backfill_run
                        where source = :source and parameters ->> 'batchId' = :batch and state not in ('FAILED', 'CANCELLED')
                        order by requested_at desc, id desc limit 1""")
                .param("source", source)
                .param("batch", batch)
                .query(String.class)
                .optional();
    }
}
