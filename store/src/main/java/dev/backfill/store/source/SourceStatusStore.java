package dev.backfill.store.source;

import dev.backfill.store.run.Run;
import dev.backfill.store.run.RunFilter;
import dev.backfill.store.run.RunStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How each source stands, read from what runs and workers keep. */
public class SourceStatusStore {
    private final JdbcClient database;
    private final RunStore runs;

    public SourceStatusStore(DataSource database, RunStore runs) {
        this.database = JdbcClient.create(database);
        this.runs = runs;
    }

    /** The source's status; all null for one that nobody has pulled yet. */
    public SourceStatus of(String source) {
        Run lastRun = runs.list(new RunFilter(source, null, null, 1)).stream().findFirst().orElse(null);
        return database.sql("""
                        select (select max(finished_at) from backfill_run where source = :source and state = 'COMPLETED') as last_success,
                            w.watermark, w.complete_from,
                            case when w.watermark > now() then 0 else floor(extract(epoch from now() - w.watermark)) end::bigint as lag,
                            b.requests_per_second, b.blocked_until, b.blocked_reason
                        from (select min(complete_until) as watermark,
                                case when count(*) = count(complete_from) then max(complete_from) end as complete_from from current_watermark where source = :source) w
                        left join (select requests_per_second, case when blocked_until > now() then blocked_until end as blocked_until,
                                case when blocked_until > now() then blocked_reason end as blocked_reason
                            from source_budget where source = :source) b on true""")
                .param("source", source)
                .query((row, number) -> status(row, lastRun))
                .single();
    }

    private static SourceStatus status(ResultSet row, @Nullable Run lastRun) throws SQLException {
        return new SourceStatus(
                lastRun,
                instant(row, "last_success"),
                instant(row, "watermark"),
                instant(row, "complete_from"),
                (Long) row.getObject("lag"),
                (Double) row.getObject("requests_per_second"),
                instant(row, "blocked_until"),
                row.getString("blocked_reason"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
