package dev.backfill.gateway.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import dev.backfill.gateway.WaitingBackfillWorkflow;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.source.SourceWorkers;
import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.Verdict;
import io.temporal.client.WorkflowExecutionDescription;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The field {@code mode} of a start, and what becomes of it. */
@ExtendWith(SharedGateway.class)
class IncrementalStartTest {
    private static final String WORKER = "worker-of-modes";

    private RunningGateway gateway;
    private HttpCalls calls;
    private RunStore runs;

    @BeforeEach
    void serveTempo(RunningGateway running) {
        gateway = running;
        calls = running.calls();
        runs = new RunStore(running.database());
        new SourceWorkers(running.database()).report("tempo", WORKER, List.of());
    }

    @AfterEach
    void leave() {
        JdbcClient.create(gateway.database()).sql("delete from source_worker where worker = ?").param(WORKER).update();
    }

    private static String accepted(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        return answer.body().path("id").asString();
    }

    private String modeOf(String id) {
        return calls.get("/api/v1/backfills/" + id).body().path("mode").asString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jira", "tempo"})
    void start_takesAMode_andPullsInFullWithout(String source) {
        String path = "/api/v1/backfills/" + source;
        String incremental = accepted(calls.post(path, "{\"days\": 3, \"mode\": \"incremental\"}"));
        assertThat(modeOf(incremental)).isEqualTo("incremental");
        assertThat(runs.find(incremental).orElseThrow().mode()).isEqualTo(RunMode.INCREMENTAL);
        assertThat(modeOf(accepted(calls.post(path + "?days=3&mode=incremental")))).isEqualTo("incremental");

        assertThat(modeOf(accepted(calls.post(path, "{\"days\": 3, \"mode\": \"full\"}")))).isEqualTo("full");
        assertThat(modeOf(accepted(calls.post(path, "{\"days\": 3}")))).isEqualTo("full");
    }

    @Test
    void otherModes_areRefused_namingThoseThereAre() {
        Answer refused = calls.post("/api/v1/backfills/jira", "{\"mode\": \"Incremental\"}");
        assertThat(refused.problem()).isEqualTo("invalid-parameters");
        JsonNode violation = refused.body().path("violations").path(0);
        assertThat(violation.path("pointer").asString()).isEqualTo("/mode");
        assertThat(violation.path("allowed").toString()).isEqualTo("[\"full\",\"incremental\"]");
        assertThat(calls.post("/api/v1/backfills/jira?mode=").status()).isEqualTo(400);
        assertThat(calls.post("/api/v1/backfills/jira", "{\"mode\": \"full\", \"planId\": \"plan-jira-2026-11-24-aaaa\"}").status())
                .isEqualTo(400);
    }

    /** Their callers know nothing of it. */
    @Test
    void oldRoutes_pullInFull_andKnowNoMode() {
        assertThat(calls.post("/api/backfill/jira?mode=incremental").status()).isEqualTo(400);
        String id = calls.post("/api/backfill/jira?days=3").body().path("task_id").asString();
        assertThat(modeOf(id)).isEqualTo("full");
    }

    @Test
    void sameKeyInAnotherMode_isAnotherRequest() {
        HttpCalls keyed = calls.with("Idempotency-Key", "\"" + UUID.randomUUID() + "\"");
        String id = accepted(keyed.post("/api/v1/backfills/jira", "{\"days\": 3, \"mode\": \"incremental\"}"));

        assertThat(accepted(keyed.post("/api/v1/backfills/jira?days=3&mode=incremental"))).isEqualTo(id);
        assertThat(keyed.post("/api/v1/backfills/jira", "{\"days\": 3}").problem()).isEqualTo("idempotency-key-reused");
        assertThat(modeOf(id)).isEqualTo("incremental");
    }

    @Test
    void workflow_saysItToOperators() {
        String id = accepted(calls.post("/api/v1/backfills/jira", "{\"days\": 3, \"mode\": \"incremental\"}"));
        await().until(() -> WaitingBackfillWorkflow.REQUESTS.containsKey(id));
        WorkflowExecutionDescription workflow = gateway.temporal().newUntypedWorkflowStub(id).describe();
        assertThat(workflow.getMemo("mode", String.class)).isEqualTo("incremental");
    }

    @Test
    void list_isNarrowedToAMode() {
        String incremental = accepted(calls.post("/api/v1/backfills/tempo", "{\"days\": 3, \"mode\": \"incremental\"}"));
        String full = accepted(calls.post("/api/v1/backfills/tempo", "{\"days\": 3}"));

        assertThat(listed("incremental")).contains(incremental).doesNotContain(full);
        assertThat(listed("full")).contains(full).doesNotContain(incremental);
        assertThat(calls.get("/api/v1/backfills?mode=both").status()).isEqualTo(400);
        JsonNode page = calls.get("/api/v1/backfills?source=tempo&mode=incremental&limit=1").body();
        if (page.path("next").isString()) {
            assertThat(page.path("next").asString()).contains("mode=incremental");
        }
    }

    private List<String> listed(String mode) {
        return calls.get("/api/v1/backfills?source=tempo&limit=100&mode=" + mode).body().path("backfills").valueStream()
                .map(run -> run.path("id").asString())
                .toList();
    }

    /** What failed is in doubt, whatever was proved before. */
    @Test
    void retryOfAnIncrementalRun_pullsInFull() {
        String id = accepted(calls.post("/api/v1/backfills/jira", "{\"days\": 3, \"mode\": \"incremental\"}"));
        runs.finish(id, RunState.FAILED, Verdict.NOT_VERIFIED, "planning failed");
        assertThat(modeOf(accepted(calls.post("/api/v1/backfills/" + id + "/retry-failed")))).isEqualTo("full");
    }
}
