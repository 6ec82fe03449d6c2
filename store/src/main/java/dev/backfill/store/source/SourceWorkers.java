package dev.backfill.store.source;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which workers serve which source, as they say themselves. Only the database's clock is read, so that theirs need not agree. Every
 * method throws Spring's {@code DataAccessException} when PostgreSQL does not answer.
 */
public class SourceWorkers {
    /** How often a worker reports. */
    public static final Duration INTERVAL = Duration.ofSeconds(15);

    /** A worker that has been silent for longer is gone. Long enough for one to be started again meanwhile. */
    public static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    /** Kept for a while, so that it can be told what a source lacked when its last worker left. */
    private static final Duration KEPT_BESIDE_A_NEWER_ONE = Duration.ofHours(1);

    private final JdbcClient database;

    public SourceWorkers(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /**
     * Records that a worker is there, and forgets those of the source that left long ago.
     *
     * @param worker names the process
     * @param missingSettings names of the settings that it lacks to serve the source; none means that it does
     */
    public void report(String source, String worker, List<String> missingSettings) {
        database.sql("""
                        insert into source_worker (source, worker, missing_settings) values (:source, :worker, :missing)
                        on conflict (source, worker) do update
                            set missing_settings = excluded.missing_settings, seen_at = excluded.seen_at""")
                .param("source", source)
                .param("worker", worker)
                .param("missing", missingSettings.toArray(String[]::new))
                .update();
        database.sql("delete from source_worker where source = :source and seen_at < now() - make_interval(secs => :seconds)")
                .param("source", source)
                .param("seconds", KEPT_BESIDE_A_NEWER_ONE.toSeconds())
                .update();
    }

    /** What the source's workers last said, the latest first. */
    public List<WorkerReport> of(String source) {
        return database.sql("""
                        select missing_settings, seen_at > now() - make_interval(secs => :seconds) as recent
                        from source_worker where source = :source order by seen_at desc, worker""")
                .param("source", source)
                .param("seconds", LONGEST_SILENCE.toSeconds())
                .query(SourceWorkers::report)
                .list();
    }

    private static WorkerReport report(ResultSet row, int number) throws SQLException {
        return new WorkerReport(List.of((String[]) row.getArray("missing_settings").getArray()), row.getBoolean("recent"));
    }
}
