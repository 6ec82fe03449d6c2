package dev.backfill.store.failure;

import dev.backfill.workflows.verify.PartitionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists what failed in a run. Payloads stay where they are: they may hold personal data. */
public class FailureStore {
    /** SQL that counts the records of the run {@code r.id} that failed and are not resolved: each once, in however many partitions. */
    public static final String FAILED_RECORDS_OF_RUN = """
            (select count(distinct coalesce(record_id, 'row ' || id)) from dead_letter where run_id = r.id and resolved_at is null)""";

    private static final String FOUND = """
            with recursive later as (
                select id from backfill_run where retry_of = :run
                union select r.id from backfill_run r join later on r.retry_of = later.id),
            mended as (
                select p.partition_id, min(p.finished_at) as at from backfill_partition p join later on later.id = p.run_id
                where p.state = 'VERIFIED' group by p.partition_id),
            found as (
                select false as is_record, p.ordinal::bigint as number, p.ordinal, p.key, p.state, null::text as record_id,
                    coalesce(p.reason, p.state) as reason, p.failure_type, null::bigint as payload_bytes, p.finished_at as at, m.at as resolved_at
                from backfill_partition p left join mended m on m.partition_id = p.partition_id
                where p.run_id = :run and p.finished_at is not null and p.state not in ('VERIFIED', 'SKIPPED')
                union all
                select true, d.id, p.ordinal, p.key, null, d.record_id, d.reason, null, octet_length(d.payload), d.created_at, d.resolved_at
                from dead_letter d join backfill_partition p on p.id = d.partition where d.run_id = :run)
            select * from found
            where (:ordinal::int is null or ordinal = :ordinal) and (:resolved::boolean is null or (resolved_at is not null) = :resolved)
              and (:after::boolean is null or (is_record, number) > (:after, :number))
            order by is_record, number limit :limit""";

    private final JdbcClient database;

    public FailureStore(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /** Partitions first, in their order, then records in the order in which they failed. */
    public List<RunFailure> list(FailureFilter filter) {
        RunFailure.Position after = filter.after();
        return database.sql(FOUND)
                .param("run", filter.runId())
                .param("ordinal", filter.ordinal())
                .param("resolved", filter.resolved())
                .param("after", after == null ? null : after.record())
                .param("number", after == null ? null : after.number())
                .param("limit", filter.limit())
                .query(FailureStore::failure)
                .list();
    }

    private static RunFailure failure(ResultSet row, int number) throws SQLException {
        String state = row.getString("state");
        return new RunFailure(
                new RunFailure.Position(row.getBoolean("is_record"), row.getLong("number")),
                row.getInt("ordinal"),
                row.getString("key"),
                state == null ? null : PartitionState.valueOf(state),
                row.getString("record_id"),
                row.getString("reason"),
                row.getString("failure_type"),
                (Long) row.getObject("payload_bytes"),
                row.getTimestamp("at").toInstant(),
                instant(row.getTimestamp("resolved_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
