package dev.backfill.gateway.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import dev.backfill.gateway.WaitingBackfillWorkflow;
import dev.backfill.store.run.RunStore;
import dev.backfill.workflows.SearchAttributes;
import dev.backfill.workflows.backfill.BackfillRequest;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.Verdict;
import io.temporal.client.WorkflowExecutionDescription;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(SharedGateway.class)
class BackfillRoutesTest {
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
    void startIsAcceptedAndItsWorkflowGetsWhatWasAskedFor() {
        Answer answer = calls.with("X-Request-ID", "start.1").post("/api/v1/backfills/jira", """
                {"days": 30, "projects": ["ABC", "DEF"], "active_only": true, "parallelism": 7, "requestsPerSecond": 2.5}""");

        assertThat(answer.status()).isEqualTo(202);
        String id = answer.body().path("id").asString();
        assertThat(id).matches("jira-\\d{4}-\\d{2}-\\d{2}-[a-z2-9]{4}");
        assertThat(answer.header("Location")).isEqualTo("/api/v1/backfills/" + id);
        assertThat(answer.header("X-Request-ID")).isEqualTo("start.1");
        assertThat(names(answer.body())).containsExactly("id", "source", "state", "links");
        assertThat(names(answer.body().path("links"))).containsExactly(
                "self", "partitions", "failures", "events", "pause", "resume", "cancel", "retryFailed", "refetch");

        BackfillRequest request = await().until(() -> WaitingBackfillWorkflow.REQUESTS.get(id), found -> found != null);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        assertThat(request.range().from()).isEqualTo(today.minusDays(30).atStartOfDay(ZoneOffset.UTC).toInstant());
        assertThat(request.range().to()).isEqualTo(today.plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant());
        assertThat(request.parameters()).isEqualTo(Map.of("projects", List.of("ABC", "DEF"), "activeOnly", true));
        assertThat(request.parallelism()).isEqualTo(7);
        assertThat(request.windowsAtOnce()).isEqualTo(4);
        assertThat(request.requestsPerSecond()).isEqualTo(2.5);
    }

    @Test
    void workflowCarriesWhatOperatorsLookFor() {
        String id = start("{\"fromDate\": \"2024-01-01\", \"toDate\": \"2024-01-31\"}");

        WorkflowExecutionDescription workflow = gateway.temporal().newUntypedWorkflowStub(id).describe();

        assertThat(workflow.getTypedSearchAttributes().get(SearchAttributes.SOURCE)).isEqualTo("jira");
        assertThat(workflow.getTypedSearchAttributes().get(SearchAttributes.STATE)).isEqualTo("REQUESTED");
        assertThat(workflow.getMemo("run", String.class)).isEqualTo(id);
        assertThat(workflow.getMemo("from", String.class)).isEqualTo("2024-01-01T00:00:00Z");
        assertThat(workflow.getMemo("to", String.class)).isEqualTo("2024-02-01T00:00:00Z");
        assertThat((String) workflow.getMemo("parameters", String.class)).contains("\"projects\":[]");
        assertThat(workflow.getMemo("requestId", String.class)).isEqualTo(runs.find(id).orElseThrow().requestId());
    }

    @Test
    void queryParametersStartAsWellAsABodyDoes() {
        Answer answer = calls.post("/api/v1/backfills/jira?from_date=2024-02-28&to_date=2024-03-01&projects=AB,CD&activeOnly=true");

        assertThat(answer.status()).isEqualTo(202);
        JsonNode view = calls.get("/api/v1/backfills/" + answer.body().path("id").asString()).body();
        assertThat(view.path("range").path("from").asString()).isEqualTo("2024-02-28T00:00:00Z");
        assertThat(view.path("range").path("to").asString()).isEqualTo("2024-03-02T00:00:00Z");
        assertThat(view.path("parameters").path("projects").size()).isEqualTo(2);
    }

    @Test
    void finishedRunShowsItsVerdictAndCannotBeSteered() {
        String id = start("{}");
        runs.finish(id, RunState.COMPLETED, Verdict.VERIFIED, null);

        JsonNode verification = calls.get("/api/v1/backfills/" + id).body().path("verification");
        assertThat(verification.path("verdict").asString()).isEqualTo("VERIFIED");
        assertThat(names(verification)).containsExactly(
                "verdict", "expected", "stored", "missing", "extra", "stale", "mended", "remaining", "deleted", "moved", "failed", "pending",
                "withheld", "cannotSee");
        assertThat(names(verification.path("missing"))).containsExactly("count", "ids");
        for (String action : List.of("pause", "resume", "cancel")) {
            Answer refused = calls.post("/api/v1/backfills/" + id + "/" + action);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.problem()).isEqualTo("backfill-finished");
        }
    }

    @Test
    void pauseResumeAndCancelReachTheWorkflow() {
        String id = start("{}");
        await().until(() -> WaitingBackfillWorkflow.HEARD.containsKey(id));

        for (String action : List.of("pause", "resume", "cancel")) {
            Answer answer = calls.post("/api/v1/backfills/" + id + "/" + action);
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body().path("links").path("self").asString()).isEqualTo("/api/v1/backfills/" + id);
        }
        await().untilAsserted(() ->
                assertThat(WaitingBackfillWorkflow.HEARD.get(id)).containsExactly("started", "pause", "resume", "cancelled"));
    }

    @Test
    void workflowEndedFromOutsideIsToldApart() {
        String id = start("{}");
        gateway.temporal().newUntypedWorkflowStub(id).terminate("by hand");

        Answer refused = calls.post("/api/v1/backfills/" + id + "/pause");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("workflow-gone");
        JsonNode run = calls.get("/api/v1/backfills/" + id).body();
        assertThat(run.path("state").asString()).isEqualTo("FAILED");
        assertThat(run.path("reason").asString()).startsWith("ended from outside");
        assertThat(run.path("verification").path("verdict").asString()).isEqualTo("NOT_VERIFIED");
        assertThat(calls.post("/api/v1/backfills/" + id + "/cancel").problem()).isEqualTo("backfill-finished");
    }

    @Test
    void listIsPagedWithoutGapOrRepetition() {
        List<String> started = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String id = start("{}");
            runs.finish(id, RunState.FAILED, Verdict.NOT_VERIFIED, "test");
            started.addFirst(id);
        }
        List<String> seen = new ArrayList<>();
        String path = "/api/v1/backfills?source=jira&state=FAILED&limit=2";
        while (path != null) {
            Answer page = calls.get(path);
            assertThat(page.status()).isEqualTo(200);
            page.body().path("backfills").forEach(view -> seen.add(view.path("id").asString()));
            path = page.body().path("next").isNull() ? null : page.body().path("next").asString();
            assertThat(page.header("Link")).isEqualTo(path == null ? null : "<" + path + ">; rel=\"next\"");
        }
        assertThat(seen).doesNotHaveDuplicates().containsSubsequence(started);
    }

    private String start(String body) {
        Answer answer = calls.post("/api/v1/backfills/jira", body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        return answer.body().path("id").asString();
    }

    private static List<String> names(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }
}
