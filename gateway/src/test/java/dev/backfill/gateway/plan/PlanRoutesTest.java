package dev.backfill.gateway.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import dev.backfill.gateway.WaitingBackfillWorkflow;
import dev.backfill.store.plan.NewPlan;
import dev.backfill.store.plan.PlanStore;
import dev.backfill.workflows.backfill.BackfillRequest;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.plan.Drift;
import dev.backfill.workflows.plan.DriftReport;
import dev.backfill.workflows.source.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ExtendWith(SharedGateway.class)
class PlanRoutesTest {
    private static final String STARTS = "/api/v1/backfills/jira";
    private static final String DRY_RUNS = STARTS + "/dry-run";

    private RunningGateway gateway;
    private HttpCalls calls;
    private ScriptedSource source;

    @BeforeEach
    void connect(RunningGateway running) {
        gateway = running;
        calls = running.calls();
        source = new ScriptedSource(running);
    }

    @AfterEach
    void stop() {
        source.close();
    }

    private String plan(String body) {
        Answer answer = calls.post(DRY_RUNS, body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body().path("id").asString();
    }

    private Answer start(String planId) {
        return calls.post(STARTS, "{\"planId\": \"" + planId + "\"}");
    }

    private JdbcClient sql() {
        return JdbcClient.create(gateway.database());
    }

    @Test
    void dryRun_answersThePlan_withExactlyTheDocumentedMembers() {
        Answer answer = calls.with("X-Request-ID", "dry.1").post(DRY_RUNS, """
                {"days": 30, "projects": ["ABC"], "parallelism": 7, "requests_per_second": 2.5}""");
        JsonNode plan = answer.body();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(names(plan)).containsExactly(
                "id", "source", "state", "mode", "requestedAt", "readyAt", "expiresAt", "range", "parameters", "parallelism", "requestsPerSecond",
                "reason", "totals", "partitions", "links");
        assertThat(plan.path("id").asString()).matches("plan-jira-\\d{4}-\\d{2}-\\d{2}-[a-z2-9]{4}");
        assertThat(plan.path("state").asString()).isEqualTo("READY");
        assertThat(plan.path("parallelism").asInt()).isEqualTo(7);
        assertThat(plan.path("requestsPerSecond").asDouble()).isEqualTo(2.5);
        assertThat(plan.path("parameters").path("projects").path(0).asString()).isEqualTo("ABC");
        assertThat(Instant.parse(plan.path("expiresAt").asString())).isAfter(Instant.now().plusSeconds(23 * 3_600));
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        assertThat(Instant.parse(plan.path("range").path("from").asString()))
                .isEqualTo(today.minusDays(30).atStartOfDay(ZoneOffset.UTC).toInstant());
        assertThat(plan.path("totals").toString()).isEqualTo("""
                {"partitions":2,"incrementalPartitions":0,"unknownPartitions":1,"records":4100,"windows":1,"requests":53,"planningRequests":4,\
                "seconds":{"p10":6,"p50":8,"p90":30},"days":null,"basis":{"requestsPerSecond":10.0,"observedRuns":3,"requestsPerDay":null}}""");
        assertThat(plan.path("partitions")).hasSize(3);
        assertThat(plan.path("partitions").path(2).toString()).isEqualTo("""
                {"key":"OLD","name":"An old one","records":70,"windows":0,"requests":0,"changedSince":null,"leftOutBecause":"archived"}""");

        Answer again = calls.get(plan.path("links").path("self").asString());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(plan);
        assertThat(sql().sql("select request_id || ' ' || requested_by from backfill_plan where id = ?")
                        .param(plan.path("id").asString()).query(String.class).single())
                .isEqualTo("dry.1 admin");
    }

    @Test
    void refusedDryRun_isAPlanThatFailed_andCannotBeStarted() {
        source.refusal = FailureType.AUTHENTICATION;
        Answer answer = calls.post(DRY_RUNS);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("state").asString()).isEqualTo("FAILED");
        assertThat(answer.body().path("reason").asString()).contains("BACKFILL_JIRA_TOKEN");
        assertThat(answer.body().path("totals").isNull()).isTrue();
        Answer start = start(answer.body().path("id").asString());
        assertThat(start.status()).isEqualTo(409);
        assertThat(start.problem()).isEqualTo("plan-unusable");
    }

    @Test
    void dryRun_isReadAsStrictlyAsAStart_andTakesNoPlan() {
        assertThat(calls.post(DRY_RUNS, "{\"days\": 0, \"nope\": 1}").body().path("violations")).hasSize(2);
        assertThat(calls.post(DRY_RUNS, "{\"planId\": \"x\"}").status()).isEqualTo(400);
        assertThat(calls.post("/api/v1/backfills/nope/dry-run").problem()).isEqualTo("unknown-source");
        assertThat(calls.get(DRY_RUNS).status()).isEqualTo(405);
        assertThat(new HttpCalls(gateway.port()).post(DRY_RUNS).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan-jira-2026-11-24-zzzz", "jira-2026-11-24-zzzz", "plan-", "x", "plan-jira-2026-11-24-zzzzz"})
    void unknownPlan_is404_wherever(String id) {
        assertThat(calls.get("/api/v1/plans/" + id).problem()).isEqualTo("unknown-plan");
        Answer start = start(id);
        assertThat(start.status()).isEqualTo(404);
        assertThat(start.problem()).isEqualTo("unknown-plan");
    }

    @Test
    void modeOfAPlan_isThatOfItsStart() {
        String plan = plan("{\"days\": 30, \"mode\": \"incremental\"}");
        assertThat(calls.get("/api/v1/plans/" + plan).body().path("mode").asString()).isEqualTo("incremental");
        String id = start(plan).body().path("id").asString();
        assertThat(calls.get("/api/v1/backfills/" + id).body().path("mode").asString()).isEqualTo("incremental");
    }

    @Test
    void startOfAPlan_doesExactlyThat() {
        String plan = plan("{\"days\": 30, \"projects\": [\"ABC\"], \"parallelism\": 7, \"requestsPerSecond\": 2.5}");
        DateRange range = new PlanStore(gateway.database()).find(plan).orElseThrow().range();
        Answer answer = start(plan);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        String id = answer.body().path("id").asString();
        BackfillRequest request = await().until(() -> WaitingBackfillWorkflow.REQUESTS.get(id), found -> found != null);
        assertThat(request.range()).isEqualTo(range);
        assertThat(request.parameters()).isEqualTo(Map.of("projects", List.of("ABC"), "activeOnly", false));
        assertThat(request.parallelism()).isEqualTo(7);
        assertThat(request.requestsPerSecond()).isEqualTo(2.5);
        assertThat(new PlanStore(gateway.database()).ofRun(id).orElseThrow().id()).isEqualTo(plan);
        assertThat(source.driftChecks).hasValue(1);
    }

    @Test
    void plan_excludesEverythingElse() {
        Answer answer = calls.post(STARTS + "?parallelism=4", "{\"planId\": \"" + plan("{}") + "\", \"days\": 30, \"projects\": [\"ABC\"]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("violations")).hasSize(1);
        assertThat(answer.body().path("violations").path(0).path("pointer").asString()).isEqualTo("/planId");
        assertThat(answer.body().path("violations").path(0).path("detail").asString()).contains("days, projects, parallelism");
    }

    @Test
    void drift_isRefused_andListed() {
        String plan = plan("{}");
        int runs = runs();
        source.drifts = List.of(
                new Drift("ABC", Drift.Kind.RECORDS, "4100", "5000"),
                new Drift("NEW", Drift.Kind.VANISHED, "NEW (A new one)", null));
        Answer answer = start(plan);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("plan-drifted");
        assertThat(answer.body().path("planId").asString()).isEqualTo(plan);
        assertThat(answer.body().path("driftCount").asInt()).isEqualTo(2);
        assertThat(answer.body().path("drifts").toString()).isEqualTo("""
                [{"partition":"ABC","what":"RECORDS","planned":4100,"now":5000},\
                {"partition":"NEW","what":"VANISHED","planned":"NEW (A new one)","now":null}]""");
        assertThat(runs()).isEqualTo(runs);
    }

    @Test
    void manyDrifts_areCut_andCounted() {
        source.drifts = Stream.generate(() -> new Drift("ABC", Drift.Kind.VANISHED, "ABC (A project)", null)).limit(250).toList();
        Answer answer = start(plan("{}"));

        assertThat(answer.body().path("driftCount").asInt()).isEqualTo(250);
        assertThat(answer.body().path("drifts")).hasSize(DriftReport.MOST);
    }

    @Test
    void sourceThatRefusesTheCheck_saysWhatToMend() {
        String plan = plan("{}");
        source.refusal = FailureType.PERMISSION;
        Answer answer = start(plan);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("source-refuses");
        assertThat(answer.body().path("detail").asString()).contains("BACKFILL_JIRA_TOKEN");
    }

    @Test
    void expiredPlanAndOneUnderWay_cannotBeStarted() {
        String plan = plan("{}");
        sql().sql("update backfill_plan set expires_at = now() - interval '1 second' where id = ?").param(plan).update();
        assertThat(calls.get("/api/v1/plans/" + plan).body().path("state").asString()).isEqualTo("EXPIRED");
        assertThat(start(plan).problem()).isEqualTo("plan-unusable");

        String planning = insert("jira");
        assertThat(calls.get("/api/v1/plans/" + planning).body().path("state").asString()).isEqualTo("PLANNING");
        assertThat(start(planning).problem()).isEqualTo("plan-unusable");
        assertThat(source.driftChecks).hasValue(0);
    }

    @Test
    void planOfAnotherSource_isRefusedByName() {
        Answer answer = start(insert("other"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("violations").path(0).path("pointer").asString()).isEqualTo("/planId");
    }

    private String insert(String of) {
        String id = "plan-" + of + "-2026-11-24-" + UUID.randomUUID().toString().substring(0, 4);
        DateRange range = new DateRange(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-02-01T00:00:00Z"));
        new PlanStore(gateway.database()).insert(new NewPlan(id, of, range, "{}", 4, null, null, null));
        return id;
    }

    @Test
    void sameKeyAndPlan_answerTheSameRun_withoutASecondCheck() {
        String plan = plan("{}");
        HttpCalls keyed = calls.with("Idempotency-Key", UUID.randomUUID().toString());
        Answer first = keyed.post(STARTS, "{\"planId\": \"" + plan + "\"}");
        assertThat(first.status()).isEqualTo(202);

        source.drifts = List.of(new Drift("ABC", Drift.Kind.VANISHED, "ABC (A project)", null));
        assertThat(keyed.post(STARTS, "{\"planId\": \"" + plan + "\"}").body()).isEqualTo(first.body());
        sql().sql("delete from backfill_plan where id = ?").param(plan).update();
        assertThat(keyed.post(STARTS, "{\"planId\": \"" + plan + "\"}").body()).isEqualTo(first.body());
        assertThat(source.driftChecks).hasValue(1);
        assertThat(keyed.post(STARTS, "{}").problem()).isEqualTo("idempotency-key-reused");
    }

    private int runs() {
        return sql().sql("select count(*) from backfill_run").query(Integer.class).single();
    }

    private static List<String> names(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }
}
