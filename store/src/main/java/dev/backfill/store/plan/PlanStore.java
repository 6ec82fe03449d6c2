package dev.backfill.store.plan;

import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.source.DateRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Plans, as rows. */
public class PlanStore {
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    public PlanStore(DataSource database) {
        this.database = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /**
     * Records that a plan is asked for. It expires in 24 hours.
     *
     * @return false if there is already one of this id, which stays as it is
     */
    public boolean insert(NewPlan plan) {
        return database.sql("""
                        insert into backfill_plan
                            (id, source, range_from, range_to, parameters, parallelism, requests_per_second, request_id, requested_by, mode)
                        values (:id, :source, :from, :to, :parameters::jsonb, :parallelism, :rate, :requestId, :requestedBy, :mode)
                        on conflict (id) do nothing""")
                        .param("id", plan.id())
                        .param("source", plan.source())
                        .param("from", Timestamp.from(plan.range().from()))
                        .param("to", Timestamp.from(plan.range().to()))
                        .param("parameters", plan.parameters())
                        .param("parallelism", plan.parallelism())
                        .param("rate", plan.requestsPerSecond())
                        .param("requestId", plan.requestId())
                        .param("requestedBy", plan.requestedBy())
                        .param("mode", plan.mode().name())
                        .update()
                == 1;
    }

    /** Forgets a plan that nothing has become of yet. */
    public void deletePlanning(String id) {
        database.sql("delete from backfill_plan where id = :id and state = 'PLANNING'").param("id", id).update();
    }

    /** Removes plans that expired a week ago or earlier, unless an unfinished run still needs one. */
    public void removeOld() {
        database.sql("""
                        delete from backfill_plan p where expires_at < now() - interval '7 days' and not exists (
                            select from backfill_run r where r.plan_id = p.id and r.finished_at is null)""")
                .update();
    }

    public Optional<Plan> find(String id) {
        return database.sql("select * from backfill_plan where id = :id").param("id", id).query(PlanStore::plan).optional();
    }

    /** The plan that a run was started from, if it was. */
    public Optional<Plan> ofRun(String runId) {
        return database.sql("select p.* from backfill_plan p join backfill_run r on r.plan_id = p.id where r.id = :run")
                .param("run", runId)
                .query(PlanStore::plan)
                .optional();
    }

    /** The plan's partitions in their order. */
    public List<PlanPartition> partitions(String planId) {
        return database.sql("select * from backfill_plan_partition where plan_id = :plan order by ordinal")
                .param("plan", planId)
                .query(PlanStore::partition)
                .list();
    }

    /** Stores what was estimated, and gives the plan 24 hours from now. One that is no longer {@code PLANNING} stays as it is. */
    public void ready(String planId, List<PlanPartition> partitions, PlanTotals totals) {
        transaction.executeWithoutResult(status -> {
            if (update(planId, totals) == 1) {
                for (int index = 0; index < partitions.size(); index++) {
                    insert(planId, index + 1, partitions.get(index));
                }
            }
        });
    }

    private int update(String planId, PlanTotals totals) {
        return database.sql("""
                        update backfill_plan set state = 'READY', ready_at = now(), expires_at = now() + interval '24 hours', rate = :rate,
                            observed_runs = :observed, planning_requests = :planning, records = :records, windows = :windows,
                            requests = :requests, seconds_p10 = :p10, seconds_p50 = :p50, seconds_p90 = :p90,
                            requests_per_day = :perDay, days = :days
                        where id = :id and state = 'PLANNING'""")
                .param("id", planId)
                .param("rate", totals.rate())
                .param("observed", totals.observedRuns())
                .param("planning", totals.planningRequests())
                .param("records", totals.records())
                .param("windows", totals.windows())
                .param("requests", totals.requests())
                .param("p10", totals.seconds().p10())
                .param("p50", totals.seconds().p50())
                .param("p90", totals.seconds().p90())
                .param("perDay", totals.requestsPerDay())
                .param("days", totals.days())
                .update();
    }

    private void insert(String planId, int ordinal, PlanPartition partition) {
        database.sql("""
                        insert into backfill_plan_partition
                            (plan_id, ordinal, partition_id, key, name, records, left_out_because, windows, requests, changed_since)
                        values (:plan, :ordinal, :partition, :key, :name, :records, :leftOut, :windows, :requests, :changedSince)""")
                .param("plan", planId)
                .param("ordinal", ordinal)
                .param("partition", partition.partitionId())
                .param("key", partition.key())
                .param("name", partition.name())
                .param("records", partition.records())
                .param("leftOut", partition.leftOutBecause())
                .param("windows", partition.windows())
                .param("requests", partition.requests())
                .param("changedSince", partition.changedSince() == null ? null : Timestamp.from(partition.changedSince()))
                .update();
    }

    /** Records that nothing becomes of a plan. One that is no longer {@code PLANNING} stays as it is. */
    public void fail(String planId, String failureType, String reason) {
        database.sql("""
                        update backfill_plan set state = 'FAILED', failure_type = :type, reason = :reason
                        where id = :id and state = 'PLANNING'""")
                .param("id", planId)
                .param("type", failureType)
                .param("reason", reason)
                .update();
    }

    private static Plan plan(ResultSet row, int number) throws SQLException {
        PlanState state = PlanState.valueOf(row.getString("state"));
        return new Plan(
                row.getString("id"),
                row.getString("source"),
                state,
                new DateRange(row.getTimestamp("range_from").toInstant(), row.getTimestamp("range_to").toInstant()),
                row.getString("parameters"),
                row.getInt("parallelism"),
                (Double) row.getObject("requests_per_second"),
                row.getTimestamp("requested_at").toInstant(),
                instant(row, "ready_at"),
                row.getTimestamp("expires_at").toInstant(),
                row.getString("failure_type"),
                row.getString("reason"),
                state == PlanState.READY ? totals(row) : null,
                RunMode.valueOf(row.getString("mode")));
    }

    private static PlanTotals totals(ResultSet row) throws SQLException {
        return new PlanTotals(
                row.getDouble("rate"),
                row.getInt("observed_runs"),
                row.getLong("planning_requests"),
                row.getLong("records"),
                row.getLong("windows"),
                row.getLong("requests"),
                new Seconds(row.getLong("seconds_p10"), row.getLong("seconds_p50"), row.getLong("seconds_p90")),
                (Integer) row.getObject("requests_per_day"),
                (Integer) row.getObject("days"));
    }

    private static PlanPartition partition(ResultSet row, int number) throws SQLException {
        return new PlanPartition(
                row.getString("partition_id"),
                row.getString("key"),
                row.getString("name"),
                (Long) row.getObject("records"),
                row.getString("left_out_because"),
                row.getLong("windows"),
                row.getLong("requests"),
                instant(row, "changed_since"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
