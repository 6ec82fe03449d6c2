package dev.backfill.store.plan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was predicted of runs. */
public class PredictionStore {
    private final JdbcClient database;

    public PredictionStore(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /** Keeps what is expected of a run; what was kept first stays. */
    public void predict(String runId, PlanTotals totals) {
        database.sql("""
                        insert into backfill_prediction (run_id, records, requests, seconds_p10, seconds_p50, seconds_p90)
                        values (:run, :records, :requests, :p10, :p50, :p90) on conflict do nothing""")
                .param("run", runId)
                .param("records", totals.records())
                .param("requests", totals.requests())
                .param("p10", totals.seconds().p10())
                .param("p50", totals.seconds().p50())
                .param("p90", totals.seconds().p90())
                .update();
    }

    /** What was predicted of a run, if anything was, and the requests that were counted for it. */
    public Optional<Prediction> ofRun(String runId) {
        return Optional.ofNullable(ofRuns(List.of(runId)).get(runId));
    }

    /** The same of each of these runs of which something was predicted, by its id, in one query. */
    public Map<String, Prediction> ofRuns(Collection<String> runIds) {
        Map<String, Prediction> found = new HashMap<>();
        database.sql("""
                        select f.*, r.plan_id, r.requests
                            + (select coalesce(sum(p.requests), 0) from backfill_partition p where p.run_id = r.id)
                            + (select coalesce(sum(w.requests), 0) from backfill_window w
                               join backfill_partition p on p.id = w.partition where p.run_id = r.id) as sent
                        from backfill_prediction f join backfill_run r on r.id = f.run_id where r.id = any(:runs)""")
                .param("runs", runIds.toArray(String[]::new))
                .query(row -> {
                    found.put(row.getString("run_id"), prediction(row));
                });
        return found;
    }

    private static Prediction prediction(ResultSet row) throws SQLException {
        return new Prediction(
                row.getString("plan_id"),
                row.getLong("records"),
                row.getLong("requests"),
                new Seconds(row.getLong("seconds_p10"), row.getLong("seconds_p50"), row.getLong("seconds_p90")),
                row.getLong("sent"));
    }
}
