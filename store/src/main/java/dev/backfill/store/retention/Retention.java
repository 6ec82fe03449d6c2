package dev.backfill.store.retention;

import java.time.Duration;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes what is older than it has to be, in short transactions. Any number of processes may do so: one of them gets to, the others
 * leave it at that. What belongs to a run that has not ended is never touched.
 */
public class Retention {
    private static final int ROWS_AT_ONCE = 5_000;
    /** Of each table; the rest is for the next time. */
    private static final int MOST_BATCHES = 200;
    /** Any number that no other advisory lock of this database has. */
    private static final long LOCK = 0x6261636b66696c6cL;

    private static final String OLD_KEYS = """
            delete from idempotency_key where created_at < now() - make_interval(secs => :age) and ctid = any(array(
                select ctid from idempotency_key where created_at < now() - make_interval(secs => :age) limit :rows))""";

    private static final String OLD_EVENTS = """
            delete from run_event where (run_id, number) in (
                select e.run_id, e.number from backfill_run r join run_event e on e.run_id = r.id
                where r.finished_at < now() - make_interval(secs => :age) limit :rows)""";

    private static final String OLD_RECORDS = """
            delete from %1$s where ctid = any(array(
                select c.ctid from backfill_run r join backfill_partition p on p.run_id = r.id join %1$s c on c.partition = p.id
                where r.finished_at < now() - make_interval(secs => :age) limit :rows))""";

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    public Retention(DataSource database) {
        this.database = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /** @throws org.springframework.dao.DataAccessException if PostgreSQL is away: what was deleted stays so */
    public Pruned prune(RetentionPeriods periods) {
        Sweep keys = sweep(OLD_KEYS, periods.idempotencyKeys());
        Sweep events = sweep(OLD_EVENTS, periods.events());
        Sweep listed = sweep(OLD_RECORDS.formatted("census_record"), periods.censuses());
        Sweep fetched = sweep(OLD_RECORDS.formatted("fetched_record"), periods.censuses());
        return new Pruned(
                keys.rows(),
                events.rows(),
                listed.rows(),
                fetched.rows(),
                keys.finished() && events.finished() && listed.finished() && fetched.finished());
    }

    private record Sweep(long rows, boolean finished) {}

    private Sweep sweep(String statement, Duration age) {
        long rows = 0;
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            OptionalInt deleted = deleteSome(statement, age);
            rows += deleted.orElse(0);
            if (deleted.orElse(0) < ROWS_AT_ONCE) {
                return new Sweep(rows, deleted.isPresent());
            }
        }
        return new Sweep(rows, false);
    }

    /** Nothing if another process is at it. */
    private OptionalInt deleteSome(String statement, Duration age) {
        return transaction.execute(status -> {
            boolean mine = database.sql("select pg_try_advisory_xact_lock(:lock)").param("lock", LOCK).query(Boolean.class).single();
            return mine
                    ? OptionalInt.of(database.sql(statement).param("age", age.toSeconds()).param("rows", ROWS_AT_ONCE).update())
                    : OptionalInt.empty();
        });
    }
}
