package dev.backfill.gateway.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import dev.backfill.store.run.RunStore;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(SharedGateway.class)
class OldRoutesTest {
    private RunningGateway gateway;
    private HttpCalls calls;

    @BeforeEach
    void connect(RunningGateway running) {
        gateway = running;
        calls = running.calls();
    }

    @Test
    void start_answersAsItsCallersKnowIt() {
        Answer answer = calls.post("/api/backfill/jira?days=30&active_only=true&projects=AB,CD");

        assertThat(answer.status()).isEqualTo(202);
        String id = answer.body().path("task_id").asString();
        assertThat(answer.body().toString()).isEqualTo("{\"success\":true,\"task_id\":\"" + id + "\",\"source\":\"jira\","
                + "\"params\":{\"days\":30,\"projects\":\"AB,CD\",\"active_only\":true},"
                + "\"message\":\"Jira backfill queued for last 30 days\"}");
        assertDeprecated(answer, "/api/v1/backfills/jira");
        assertThat(calls.get("/api/v1/backfills/" + id).body().path("parameters").toString())
                .isEqualTo("{\"projects\":[\"AB\",\"CD\"],\"activeOnly\":true}");
    }

    @Test
    void startWithDatesOrNothing_saysWhichPeriod() {
        JsonNode dates = calls.post("/api/backfill/jira", "{\"from_date\": \"2024-01-01\", \"to_date\": \"2024-03-31\"}").body();
        assertThat(dates.path("message").asString()).isEqualTo("Jira backfill queued for 2024-01-01 to 2024-03-31");
        assertThat(dates.path("params").toString())
                .isEqualTo("{\"from_date\":\"2024-01-01\",\"to_date\":\"2024-03-31\",\"active_only\":false}");
        assertThat(calls.post("/api/backfill/jira").body().path("message").asString())
                .isEqualTo("Jira backfill queued for last 2555 days");
    }

    @Test
    void sameKey_isOneRun_onOldAndNewRoute() {
        HttpCalls keyed = calls.with("Idempotency-Key", "from-old-to-new");
        String id = keyed.post("/api/backfill/jira?days=3").body().path("task_id").asString();

        assertThat(keyed.post("/api/backfill/jira?days=3").body().path("task_id").asString()).isEqualTo(id);
        assertThat(keyed.post("/api/v1/backfills/jira", "{\"days\": 3}").body().path("id").asString()).isEqualTo(id);
        assertThat(keyed.post("/api/backfill/jira?days=4").status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({
        "REQUESTED, PENDING, false,", "PLANNING, STARTED, false, info", "RUNNING, STARTED, false, info", "PAUSED, STARTED, false, info",
        "COMPLETED, SUCCESS, true, result", "COMPLETED_WITH_FAILURES, FAILURE, true, error", "FAILED, FAILURE, true, error",
        "CANCELLED, REVOKED, true,",
    })
    void status_isSaidInTheWordsOfBefore(RunState state, String status, boolean ready, @Nullable String more) {
        String id = calls.post("/api/backfill/jira").body().path("task_id").asString();
        RunStore runs = new RunStore(gateway.database());
        if (state.isFinal()) {
            runs.finish(id, state, state == RunState.COMPLETED ? Verdict.VERIFIED : Verdict.NOT_VERIFIED, state == RunState.COMPLETED ? null : "a reason");
        } else if (state != RunState.REQUESTED) {
            runs.recordState(id, state);
        }

        Answer answer = calls.get("/api/backfill/status/" + id);

        assertThat(answer.status()).isEqualTo(200);
        assertDeprecated(answer, "/api/v1/backfills/" + id);
        assertThat(answer.body().path("task_id").asString()).isEqualTo(id);
        assertThat(answer.body().path("status").asString()).isEqualTo(status);
        assertThat(answer.body().path("ready").asBoolean()).isEqualTo(ready);
        assertThat(answer.body().propertyNames())
                .containsExactlyElementsOf(more == null ? List.of("task_id", "status", "ready") : List.of("task_id", "status", "ready", more));
        if ("error".equals(more)) {
            assertThat(answer.body().path("error").asString()).isEqualTo("a reason");
        }
        if ("result".equals(more)) {
            assertThat(answer.body().path("result").propertyNames()).containsExactly(
                    "success", "source", "expected", "fetched", "stored", "unchanged", "failed", "verified");
        }
    }

    @Test
    void syncStatus_hasEverySource() {
        Answer answer = calls.get("/api/backfill/sync-status");

        assertThat(answer.status()).isEqualTo(200);
        assertDeprecated(answer, "/api/v1/sources");
        assertThat(answer.body().path("success").asBoolean()).isTrue();
        assertThat(answer.body().path("sources").propertyNames())
                .containsExactly("jira", "notion", "tempo", "fireflies", "github", "slack");
        assertThat(answer.body().path("sources").path("fireflies").toString()).isEqualTo(
                "{\"configured\":false,\"counts\":{},\"last_sync\":null,\"last_task_id\":null,\"lag_seconds\":null}");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/backfill/nosuch, 404, unknown-source",
        "POST, /api/backfill/fireflies, 409, source-unavailable",
        "POST, /api/backfill/jira?days=0, 400, invalid-parameters",
        "POST, /api/backfill/jira?what=1, 400, invalid-parameters",
        "GET, /api/backfill/jira, 405, method-not-allowed",
        "GET, /api/backfill/status/jira-2001-02-03-aaaa, 404, unknown-backfill",
        "GET, /api/backfill/status/x, 404, unknown-backfill",
        "GET, /api/backfill/status/x?y=1, 400, invalid-parameters",
        "GET, /api/backfill/sync-status?y=1, 400, invalid-parameters",
        "GET, /api/backfill/nothing/here, 404, not-found",
        "GET, /api/backfill//jira, 404, not-found",
    })
    void errors_areProblemsThatAlsoCarryError(String method, String path, int status, String problem) {
        Answer answer = calls.send(method, path, java.net.http.HttpRequest.BodyPublishers.noBody());

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        String error = answer.body().path("error").asString();
        if (problem.equals("invalid-parameters")) {
            assertThat(error).contains(answer.body().path("violations").path(0).path("detail").asString());
        } else {
            assertThat(error).isEqualTo(answer.body().path("detail").asString()).isNotEmpty();
        }
        assertThat(answer.header("Deprecation")).isEqualTo("@1795478400");
        assertThat(answer.header("Link")).endsWith(">; rel=\"successor-version\"");
    }

    @Test
    void error_saysEveryReason_inOneText() {
        assertThat(calls.post("/api/backfill/jira", "{\"days\": 0, \"what\": 1}").body().path("error").asString())
                .startsWith("days must be a whole number from 1 to 3650; what is not known: ");
        assertThat(calls.post("/api/backfill/jira", "{\"days\": " + "7".repeat(100) + "}").body().path("error").asString())
                .startsWith("A number in JSON has at most 64 characters");
        assertThat(calls.post("/api/backfill/jira", "{\"projects\": " + "[".repeat(100) + "}").body().path("error").asString())
                .startsWith("JSON is nested at most 16 levels deep");
    }

    @Test
    void strangers_areToldSoInBothForms_andNewRoutesHaveNeither() {
        Answer stranger = new HttpCalls(gateway.port()).post("/api/backfill/jira");
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.body().path("error").isString()).isTrue();
        assertDeprecated(stranger, "/api/v1/backfills");

        Answer onNewRoute = calls.post("/api/v1/backfills/nosuch");
        assertThat(onNewRoute.body().has("error")).isFalse();
        assertThat(onNewRoute.header("Deprecation")).isNull();
    }

    private static void assertDeprecated(Answer answer, String successor) {
        assertThat(answer.header("Deprecation")).isEqualTo("@1795478400");
        assertThat(answer.headers().allValues("Link")).containsExactly("<" + successor + ">; rel=\"successor-version\"");
    }
}
