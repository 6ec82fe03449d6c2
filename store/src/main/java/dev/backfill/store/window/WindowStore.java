package dev.backfill.store.window;

import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.plan.WindowReference;
import dev.backfill.workflows.pull.WindowResult;
import dev.backfill.workflows.source.DateRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Windows, as rows: what is open, who holds it, and where it stands. */
public class WindowStore {
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    public WindowStore(DataSource database) {
        this.database = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /** The partition's open windows of this kind, in their order. */
    public List<WindowReference> listOpen(PartitionReference partition, WindowKind kind, int limit) {
        return database.sql("""
                        select w.id, w.ordinal, w.range_from, w.range_to, w.expected
                        from backfill_window w join backfill_partition p on p.id = w.partition
                        where p.run_id = :run and p.ordinal = :partition and w.kind = :kind and w.state = 'OPEN'
                        order by w.ordinal limit :limit""")
                .param("run", partition.runId())
                .param("partition", partition.ordinal())
                .param("kind", kind.name())
                .param("limit", limit)
                .query((row, number) -> new WindowReference(
                        row.getLong("id"), partition.source(), kind, summary(kind, row), partition.runId(), partition.ordinal()))
                .list();
    }

    private static String summary(WindowKind kind, ResultSet row) throws SQLException {
        String name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        Timestamp from = row.getTimestamp("range_from");
        Timestamp to = row.getTimestamp("range_to");
        if (from == null || to == null) {
            return name;
        }
        return "%s %d, %s to %s, %d records".formatted(name, row.getInt("ordinal"), day(from), day(to), row.getLong("expected"));
    }

    private static Object day(Timestamp timestamp) {
        return timestamp.toInstant().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** Takes the window of this id over from whoever held it. Fails as below. */
    public LeasedWindow acquire(long window) {
        return acquire(window, null, null, null, null);
    }

    /**
     * Takes the window over from whoever held it.
     *
     * @throws org.springframework.dao.EmptyResultDataAccessException if there is no such window, or the id is that of another run's,
     *     partition's, source's or kind's
     */
    public LeasedWindow acquire(WindowReference window) {
        return acquire(window.id(), window.kind().name(), window.source(), window.runId(), window.partition());
    }

    private LeasedWindow acquire(
            long window, @Nullable String kind, @Nullable String source, @Nullable String runId, @Nullable Integer partition) {
        return database.sql("""
                        with taken as (
                            update backfill_window set lease = lease + 1, attempts = attempts + 1,
                                started_at = coalesce(started_at, now())
                            where id = :window and (:kind::text is null or kind = :kind) and exists (
                                select from backfill_partition p join backfill_run r on r.id = p.run_id
                                where p.id = backfill_window.partition and (:source::text is null or r.source = :source)
                                  and (:run::text is null or r.id = :run) and (:ordinal::int is null or p.ordinal = :ordinal))
                            returning *),
                        running as (
                            update backfill_partition p set state = 'RUNNING', started_at = coalesce(p.started_at, now())
                            from taken where p.id = taken.partition and p.state = 'PLANNED')
                        select taken.*, p.partition_id, p.key, p.selected, p.changed_since, p.relistings as listed_again, p.run_id, r.range_from as run_from, r.range_to as run_to,
                            coalesce(r.started_at, r.requested_at) as run_started_at, r.parameters as run_parameters
                        from taken join backfill_partition p on p.id = taken.partition join backfill_run r on r.id = p.run_id""")
                .param("window", window)
                .param("kind", kind)
                .param("source", source)
                .param("run", runId)
                .param("ordinal", partition)
                .query(WindowStore::leased)
                .single();
    }

    private static LeasedWindow leased(ResultSet row, int number) throws SQLException {
        return new LeasedWindow(
                row.getLong("id"),
                row.getLong("lease"),
                WindowKind.valueOf(row.getString("kind")),
                row.getLong("partition"),
                row.getString("partition_id"),
                row.getString("key"),
                row.getString("run_id"),
                new DateRange(row.getTimestamp("run_from").toInstant(), row.getTimestamp("run_to").toInstant()),
                row.getTimestamp("run_started_at").toInstant(),
                row.getString("run_parameters"),
                row.getBoolean("selected"),
                row.getTimestamp("changed_since") == null ? null : row.getTimestamp("changed_since").toInstant(),
                texts(row, "record_ids"),
                row.getString("cursor"),
                row.getString("state").equals("PULLED"),
                row.getInt("restarts"),
                row.getInt("listed_again"),
                new WindowResult(row.getLong("fetched"), row.getLong("stored"), row.getLong("unchanged"), row.getLong("failed")));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        java.sql.Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    /**
     * Starts the window over, because its cursor was refused or led in a circle. What its pages stored stays stored.
     *
     * @throws LeaseLostException if another attempt holds it
     */
    public void restart(LeasedWindow window, String reason) {
        transaction.executeWithoutResult(status -> {
            int held = database.sql("""
                            update backfill_window set cursor = null, fetched = 0, stored = 0, unchanged = 0, failed = 0, pages = 0,
                                whole_fetched = 0, whole_stored = 0, whole_unchanged = 0, incomplete = null, unsorted = false,
                                restarts = restarts + 1, last_error = :reason
                            where id = :window and lease = :lease""")
                    .param("window", window.id())
                    .param("lease", window.lease())
                    .param("reason", reason)
                    .update();
            if (held == 0) {
                throw new LeaseLostException(window.id(), window.lease());
            }
            database.sql("delete from census_record where partition = :partition and final = :final and :census")
                    .param("partition", window.partition())
                    .param("final", window.kind() == WindowKind.FINAL_CENSUS)
                    .param("census", isCensus(window.kind()))
                    .update();
        });
    }

    static boolean isCensus(WindowKind kind) {
        return kind == WindowKind.CENSUS || kind == WindowKind.FINAL_CENSUS;
    }

    /** Counts requests of which no page came. They were sent, whoever holds the window now. */
    public void addRequests(long window, long requests) {
        database.sql("update backfill_window set requests = requests + :requests where id = :window")
                .param("window", window)
                .param("requests", requests)
                .update();
    }

    /** Notes what went wrong, for operators; nothing else depends on it. */
    public void recordError(LeasedWindow window, @Nullable String error) {
        database.sql("update backfill_window set last_error = :error where id = :window and lease = :lease")
                .param("window", window.id())
                .param("lease", window.lease())
                .param("error", error)
                .update();
    }
}
