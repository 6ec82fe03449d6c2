package dev.backfill.store.verification;

import dev.backfill.store.verification.VerificationSummary.Named;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds up the differences of a run. */
final class RunSummary {
    private static final String OF_RUN =
            "from record_difference d join backfill_partition p on p.id = d.partition where p.run_id = :run and ";

    private final JdbcClient database;
    private final String runId;

    RunSummary(JdbcClient database, String runId) {
        this.database = database;
        this.runId = runId;
    }

    VerificationSummary summary() {
        return new VerificationSummary(
                sum("select coalesce(sum(final_expected), 0) from backfill_partition where run_id = :run"),
                sum("select coalesce(sum(stored), 0) from backfill_partition where run_id = :run"),
                named("kind = 'MISSING'"),
                named("kind = 'EXTRA'"),
                named("kind = 'STALE'"),
                named("outcome = 'MENDED'"),
                named("(outcome = 'REMAINS' or (outcome is null and p.finished_at is not null))"),
                named("outcome = 'DELETED'"),
                named("outcome = 'MOVED'"),
                sum("select count(*) from dead_letter where run_id = :run and resolved_at is null"));
    }

    private long sum(String query) {
        return database.sql(query).param("run", runId).query(Long.class).single();
    }

    private Named named(String condition) {
        long count = sum("select count(*) " + OF_RUN + condition);
        List<String> ids = count == 0
                ? List.of()
                : database.sql("select record_id " + OF_RUN + condition + " order by record_id limit " + Named.MOST_IDS)
                        .param("run", runId)
                        .query(String.class)
                        .list();
        return new Named(count, ids);
    }
}
