package dev.backfill.gateway.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import dev.backfill.store.plan.PlanTotals;
import dev.backfill.store.plan.PredictionStore;
import dev.backfill.store.plan.Seconds;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.trouble.FailingWork;
import dev.backfill.store.trouble.TroubleStore;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.Verdict;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ExtendWith(SharedGateway.class)
class BackfillViewTest {
    private RunningGateway gateway;
    private HttpCalls calls;
    private RunStore runs;

    @BeforeEach
    void connect(RunningGateway running) {
        gateway = running;
        calls = running.calls();
        runs = new RunStore(running.database());
    }

    @Test
    void viewHasExactlyTheDocumentedMembers() {
        JsonNode view = calls.get("/api/v1/backfills/" + start("{}")).body();

        assertThat(names(view)).containsExactly(
                "id", "source", "state", "mode", "requestedAt", "startedAt", "finishedAt", "range", "parameters", "retryOf",
                "refetchOf", "selection", "reason", "warnings", "progress",
                "verification", "prediction", "links");
        JsonNode progress = view.path("progress");
        assertThat(names(progress)).containsExactly("fraction", "partitions", "windows", "records", "recordsPerSecond", "etaSeconds", "waiting", "trouble");
        assertThat(names(progress.path("records")))
                .containsExactly("expected", "expectedIsEstimate", "fetched", "stored", "unchanged", "failed");
        assertThat(view.path("verification").isNull()).isTrue();
        assertThat(view.path("prediction").isNull()).isTrue();
        assertThat(progress.path("recordsPerSecond").isNull()).isTrue();
        assertThat(view.path("state").asString()).isEqualTo("REQUESTED");
    }

    @Test
    void progressRateAndPartitionsComeFromTheRows() {
        String id = start("{}");
        runs.recordState(id, RunState.RUNNING);
        addPartition(id);

        JsonNode progress = calls.get("/api/v1/backfills/" + id).body().path("progress");
        assertThat(progress.path("records").path("expected").asLong()).isEqualTo(1_000);
        assertThat(progress.path("records").path("fetched").asLong()).isEqualTo(500);
        assertThat(progress.path("recordsPerSecond").asDouble()).isBetween(1.0, 5.0);
        assertThat(progress.path("etaSeconds").asLong()).isBetween(100L, 500L);

        JsonNode partition = calls.get("/api/v1/backfills/" + id + "/partitions").body().path("partitions").path(0);
        assertThat(names(partition)).containsExactly(
                "ordinal", "key", "name", "state", "phase", "changedSince", "expected", "expectedIsEstimate", "fetched", "stored", "failed", "pending", "verdict",
                "evidence", "withheldCount", "withheld", "windows", "reason",
                "failureType", "trouble", "startedAt", "finishedAt");
        assertThat(partition.path("expected").asLong()).isEqualTo(1_000);
        assertThat(partition.path("expectedIsEstimate").asBoolean()).isFalse();
        assertThat(partition.path("windows").path("total").asInt()).isEqualTo(1);
    }

    @Test
    void whatFails_isShown_ofRunListPartitionAndOldRoute_untilItSucceedsOrTheRunEnds() {
        String id = start("{}");
        runs.recordState(id, RunState.RUNNING);
        addPartition(id);
        TroubleStore troubles = new TroubleStore(gateway.database());
        FailingWork window = new FailingWork(id, "ABC", 7L, "PullWindow", "census");
        FailingWork planning = new FailingWork(id, null, null, "SetRate", "setting the rate");
        troubles.failed(window, "UNAVAILABLE", "Jira answered 502");
        troubles.failed(window, "UNAVAILABLE", "Jira answered 500");
        troubles.failed(planning, "STORE_UNAVAILABLE", "PostgreSQL did not take it");

        JsonNode trouble = calls.get("/api/v1/backfills/" + id).body().path("progress").path("trouble");
        assertThat(names(trouble)).containsExactly(
                "what", "partition", "error", "failureType", "since", "lastAttemptAt", "attempts", "remedy", "failing");
        assertThat(trouble.path("what").asString()).isEqualTo("census");
        assertThat(trouble.path("partition").asString()).isEqualTo("ABC");
        assertThat(trouble.path("error").asString()).isEqualTo("Jira answered 500");
        assertThat(trouble.path("attempts").asInt()).isEqualTo(2);
        assertThat(trouble.path("failing").asInt()).isEqualTo(2);
        assertThat(trouble.path("remedy").asString()).contains("Jira", "BACKFILL_JIRA_URL");
        assertThat(calls.get("/api/v1/backfills/" + id + "/partitions").body().path("partitions").path(0).path("trouble").path("failing").asInt())
                .isEqualTo(1);
        assertThat(calls.get("/api/v1/backfills?limit=100").body().path("backfills").valueStream()
                .filter(run -> run.path("id").asString().equals(id)).findFirst().orElseThrow().path("progress").path("trouble")).isEqualTo(trouble);
        assertThat(calls.get("/api/backfill/status/" + id).body().path("info").path("trouble")).isEqualTo(trouble);

        troubles.ended(window);
        assertThat(calls.get("/api/v1/backfills/" + id).body().path("progress").path("trouble").path("failureType").asString())
                .isEqualTo("STORE_UNAVAILABLE");
        runs.finish(id, RunState.FAILED, Verdict.NOT_VERIFIED, "ended");
        assertThat(calls.get("/api/v1/backfills/" + id).body().path("progress").path("trouble").isNull()).isTrue();
    }

    @Test
    void waitForAQuotaIsShown_whileTheRunIsUnderWay() {
        String id = start("{}");
        runs.recordState(id, RunState.RUNNING);
        JdbcClient sql = JdbcClient.create(gateway.database());
        sql.sql("""
                insert into source_budget (source, requests_per_second, blocked_until, blocked_reason)
                values ('jira', 5, '2126-11-25T00:00:00Z', 'the quota of 50 requests a day is used up')
                on conflict (source) do update set blocked_until = excluded.blocked_until, blocked_reason = excluded.blocked_reason""")
                .update();
        try {
            assertThat(calls.get("/api/v1/backfills/" + id).body().path("progress").path("waiting").toString())
                    .isEqualTo("{\"until\":\"2126-11-25T00:00:00Z\",\"reason\":\"the quota of 50 requests a day is used up\"}");

            sql.sql("update source_budget set blocked_reason = '429 see https://internal.example/limits' where source = 'jira'").update();
            assertThat(calls.get("/api/v1/backfills/" + id).body().path("progress").path("waiting").path("reason").asString())
                    .isEqualTo("the vendor asked to wait");

            runs.recordState(id, RunState.PAUSED);
            assertThat(calls.get("/api/v1/backfills/" + id).body().path("progress").path("waiting").isNull()).isTrue();
        } finally {
            sql.sql("delete from source_budget where source = 'jira'").update();
        }
    }

    @Test
    void predictionStandsBesideWhatTheRunTook_onceItHasFinished() {
        String id = start("{}");
        runs.recordState(id, RunState.RUNNING);
        addPartition(id);
        new PredictionStore(gateway.database()).predict(id, new PlanTotals(10, 0, 4, 1_000, 1, 40, new Seconds(1, 2, 3)));
        runs.addRequests(id, 5);
        JdbcClient.create(gateway.database()).sql("update backfill_window set requests = 30 where started_at is not null").update();

        JsonNode underWay = calls.get("/api/v1/backfills/" + id).body().path("prediction");
        assertThat(names(underWay)).containsExactly("planId", "records", "requests", "seconds");
        assertThat(underWay.path("records").toString()).isEqualTo("{\"predicted\":1000,\"actual\":null}");
        assertThat(underWay.path("seconds").toString()).isEqualTo("{\"predicted\":{\"p10\":1,\"p50\":2,\"p90\":3},\"actual\":null}");

        runs.finish(id, RunState.COMPLETED, Verdict.VERIFIED, null);
        JsonNode finished = calls.get("/api/v1/backfills/" + id).body().path("prediction");
        assertThat(finished.path("records").path("actual").asLong()).isEqualTo(500);
        assertThat(finished.path("requests").toString()).isEqualTo("{\"predicted\":40,\"actual\":35}");
        assertThat(finished.path("seconds").path("actual").isIntegralNumber()).isTrue();
    }

    @Test
    void stoppedRunAndAnUnprovedOneAreNotVerified() {
        String cancelled = start("{}");
        runs.finish(cancelled, RunState.CANCELLED, Verdict.NOT_VERIFIED, "Cancelled.");
        String unproved = start("{}");
        runs.finish(unproved, RunState.COMPLETED_WITH_FAILURES, Verdict.NOT_VERIFIED, "ABC differs.");

        assertThat(verdict(cancelled)).isEqualTo("NOT_VERIFIED");
        assertThat(verdict(unproved)).isEqualTo("NOT_VERIFIED");
    }

    private String start(String body) {
        Answer answer = calls.post("/api/v1/backfills/jira", body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        return answer.body().path("id").asString();
    }

    private String verdict(String id) {
        return calls.get("/api/v1/backfills/" + id).body().path("verification").path("verdict").asString();
    }

    private void addPartition(String id) {
        JdbcClient database = JdbcClient.create(gateway.database());
        Long partition = database.sql("""
                        insert into backfill_partition (run_id, ordinal, partition_id, key, name, state, expected_hint, expected)
                        values (?, 1, '10000', 'ABC', 'A project', 'RUNNING', 990, 1000) returning id""")
                .param(id)
                .query(Long.class)
                .single();
        database.sql("""
                        insert into backfill_window (partition, kind, ordinal, expected, fetched, stored, unchanged, started_at)
                        values (?, 'RECORDS', 1, 1000, 500, 400, 100, now() - interval '150 seconds')""")
                .param(partition)
                .update();
    }

    private static List<String> names(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }
}
