package dev.backfill.gateway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import dev.backfill.workflows.failure.FailureType;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedGateway.class)
class TestQueryRoutesTest {
    private static final String ROUTE = "/api/v1/backfills/jira/test-query";
    private static final String OLD_ROUTE = "/api/backfill/jira/test-query";

    private HttpCalls calls;
    private ScriptedSource source;

    @BeforeEach
    void connect(RunningGateway running) {
        calls = running.calls();
        source = new ScriptedSource(running);
    }

    @AfterEach
    void stop() {
        source.close();
    }

    @Test
    void query_isTriedAsAskedFor_orByDefault() {
        Answer answer = calls.get(ROUTE + "?days=30&limit=2");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().toString()).isEqualTo("""
                {"jql":"updated >= 1 ORDER BY updated DESC","days":30,"limit":2,"approximateTotal":4100,"found":2,"issues":[\
                {"id":"10001","key":"ABC-1","updated":"2026-11-01T00:00:00Z"},\
                {"id":"10002","key":"ABC-2","updated":"2026-11-02T00:00:00Z"}],"tookMillis":12}""");
        assertThat(source.queries.getFirst().range().from())
                .isEqualTo(LocalDate.now(ZoneOffset.UTC).minusDays(30).atStartOfDay(ZoneOffset.UTC).toInstant());

        assertThat(calls.get(ROUTE).body().path("days").asInt()).isEqualTo(2555);
        assertThat(source.queries.getLast().limit()).isEqualTo(100);
    }

    @Test
    void oldRoute_answersInItsOwnNames_andSaysWhatReplacesIt() {
        Answer answer = calls.get(OLD_ROUTE + "?limit=1");

        assertThat(answer.body().toString()).isEqualTo("""
                {"success":true,"jql":"updated >= 1 ORDER BY updated DESC","days":2555,"limit":1,"approximate_total":4100,"found":1,\
                "issues":[{"id":"10001","key":"ABC-1","updated":"2026-11-01T00:00:00Z"}],"took_ms":12}""");
        assertThat(answer.header("Deprecation")).matches("@\\d+");
        assertThat(answer.header("Link")).isEqualTo("<" + ROUTE + ">; rel=\"successor-version\"");
        assertThat(calls.get(OLD_ROUTE + "?limit=0").header("Deprecation")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"days=0", "days=3651", "days=7.5", "days=", "days=%2B7", "limit=0", "limit=1001", "limit=-1", "projects=AB",
        "days=7&days=7"})
    void wrongValue_isRefusedByName(String query) {
        for (String route : new String[] {ROUTE, OLD_ROUTE}) {
            Answer answer = calls.get(route + "?" + query);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().path("violations").path(0).path("parameter").asString())
                    .isEqualTo(query.substring(0, query.indexOf('=')));
        }
        assertThat(source.queries).isEmpty();
    }

    @Test
    void refusal_saysWhatToMend() {
        source.refusal = FailureType.AUTHENTICATION;
        Answer answer = calls.get(ROUTE);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("source-refuses");
        assertThat(answer.body().path("detail").asString()).contains("BACKFILL_JIRA_TOKEN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notion", "tempo", "fireflies", "github", "slack"})
    void otherSources_haveNoQueryToTry_andSayWhatThereIs(String other) {
        for (String route : List.of("/api/v1/backfills/", "/api/backfill/")) {
            Answer answer = calls.get(route + other + "/test-query?days=30");
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.problem()).isEqualTo("no-test-query");
            assertThat(answer.body().path("detail").asString()).contains("POST /api/v1/backfills/" + other + "/dry-run");
        }
        assertThat(source.queries).isEmpty();
    }

    @Test
    void unknownSourcesAndOtherMethods_haveNoSuchRoute() {
        assertThat(calls.get("/api/v1/backfills/nosuch/test-query").problem()).isEqualTo("unknown-source");
        assertThat(calls.get("/api/backfill/nosuch/test-query").problem()).isEqualTo("unknown-source");
        assertThat(calls.post(ROUTE).status()).isEqualTo(405);
        assertThat(calls.post("/api/v1/backfills/notion/test-query").status()).isEqualTo(405);
    }
}
