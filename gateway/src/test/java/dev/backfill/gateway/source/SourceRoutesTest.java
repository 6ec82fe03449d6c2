package dev.backfill.gateway.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import dev.backfill.store.budget.RequestBudget;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.source.SourceWorkers;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ExtendWith(SharedGateway.class)
class SourceRoutesTest {
    private RunningGateway gateway;
    private HttpCalls calls;
    private SourceWorkers workers;
    private JdbcClient sql;

    @BeforeEach
    void connect(RunningGateway running) {
        gateway = running;
        calls = running.calls();
        workers = new SourceWorkers(running.database());
        sql = JdbcClient.create(running.database());
        sql.sql("delete from source_worker where source in ('slack', 'github')").update();
    }

    @Test
    void allSixAreListed_withWhatAClientNeedsForAForm() {
        Answer answer = calls.get("/api/v1/sources");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode sources = answer.body().path("sources");
        assertThat(sources.findValuesAsString("startsPerHour")).containsExactly("3", "3", "5", "5", "3", "3");
        assertThat(sources.findValuesAsString("defaultDays")).containsExactly("2555", "365", "365", "365", "730", "365");
        assertThat(sources.findValuesAsString("maximumDays")).containsOnly("3650");
        assertThat(sources.valueStream().map(source -> source.path("id").asString()))
                .containsExactly("jira", "notion", "tempo", "fireflies", "github", "slack");

        assertThat(parameters("fireflies").toString())
                .isEqualTo("[{\"name\":\"limit\",\"type\":\"integer\",\"default\":1000,\"minimum\":1,\"maximum\":5000}]");
        JsonNode databases = parameters("notion").path(0);
        assertThat(databases.path("maxItems").asInt()).isEqualTo(500);
        assertThat(databases.path("default").isArray()).isTrue();
        assertThat("d9824bdc84454327be8b5b47500af6ce").matches(databases.path("items").path("pattern").asString());
        assertThat(databases.path("items").path("description").asString()).startsWith("a UUID");
        assertThat(parameters("tempo").path(0).propertyNames()).containsExactly("name", "type", "pattern", "description");
        assertThat(parameters("tempo").path(1).toString()).isEqualTo("{\"name\":\"force\",\"type\":\"boolean\",\"default\":false}");
        assertThat(parameters("jira").findValuesAsString("name")).containsExactly("projects", "activeOnly");
    }

    @Test
    void sourceWithoutWorker_refusesStarts_sayingWhatOneNeeds() {
        int before = runsOfGithub();
        assertUnavailable("github", "BACKFILL_GITHUB_TOKEN");
        JsonNode source = source("github");
        assertThat(source.path("configured").asBoolean()).isFalse();
        assertThat(source.path("available").asBoolean()).isFalse();
        assertThat(source.path("missingSettings").toString()).isEqualTo("[\"BACKFILL_GITHUB_TOKEN\"]");
        assertThat(runsOfGithub()).isEqualTo(before);
    }

    private int runsOfGithub() {
        return sql.sql("select count(*) from backfill_run where source = 'github'").query(Integer.class).single();
    }

    @Test
    void workerWithoutCredentials_makesNoSourceAvailable_andOneWithThemDoes() {
        workers.report("slack", "w1", List.of("BACKFILL_SLACK_TOKEN"));
        assertUnavailable("slack", "its workers lack the settings BACKFILL_SLACK_TOKEN");

        workers.report("slack", "w2", List.of());
        assertThat(source("slack").path("available").asBoolean()).isTrue();
        assertThat(source("slack").path("workers").asInt()).isEqualTo(1);
        assertThat(source("slack").path("missingSettings").isEmpty()).isTrue();
        assertThat(calls.post("/api/v1/backfills/slack").status()).isEqualTo(202);
    }

    @Test
    void workerThatIsSilentForAMinute_isGone_butWhatWasStartedIsAnsweredAsBefore() {
        workers.report("slack", "w1", List.of());
        HttpCalls keyed = calls.with("Idempotency-Key", "slack-before-it-left");
        Answer first = keyed.post("/api/v1/backfills/slack", "{\"days\": 3}");
        assertThat(first.status()).isEqualTo(202);

        sql.sql("update source_worker set seen_at = now() - interval '61 seconds' where source = 'slack'").update();
        assertUnavailable("slack", "at the moment");
        assertThat(source("slack").path("configured").asBoolean()).isTrue();
        Answer again = keyed.post("/api/v1/backfills/slack", "{\"days\": 3}");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(keyed.post("/api/v1/backfills/slack", "{\"days\": 4}").problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void statusTellsRunWatermarkBudgetAndRows() {
        workers.report("github", "w1", List.of());
        String id = calls.post("/api/v1/backfills/github").body().path("id").asString();
        new RunStore(gateway.database()).finish(id, RunState.COMPLETED, Verdict.VERIFIED, null);
        sql.sql("""
                insert into watermark (source, partition_id, key, complete_from, complete_until, run_id) values
                ('github', '1', 'a/b', '2020-01-01Z', now() - interval '1 hour', 'r'),
                ('github', '2', 'a/c', '2021-01-01Z', now() - interval '1 day', 'r')
                on conflict (source, partition_id) do nothing""").update();
        RequestBudget budget = new RequestBudget(gateway.database(), "github", 5);
        budget.throttled(Duration.ofMinutes(10), "429 see https://internal.example/limits");
        sql.sql("create schema if not exists github").update();
        sql.sql("create table if not exists github.\"pull-request\" (id text primary key)").update();
        sql.sql("insert into github.\"pull-request\" values ('1'), ('2') on conflict do nothing").update();

        JsonNode source = source("github");

        assertThat(source.path("lastRun").path("id").asString()).isEqualTo(id);
        assertThat(source.path("lastRun").path("state").asString()).isEqualTo("COMPLETED");
        assertThat(source.path("lastSuccess").isString()).isTrue();
        assertThat(source.path("lagSeconds").asLong()).isBetween(86_400L, 86_500L);
        assertThat(source.path("watermark").isString()).isTrue();
        assertThat(source.path("completeFrom").asString()).isEqualTo("2021-01-01T00:00:00Z");
        assertThat(source.path("budget").path("requestsPerSecond").asDouble()).isEqualTo(5);
        assertThat(source.path("budget").path("blockedUntil").isString()).isTrue();
        assertThat(source.path("budget").path("blockedReason").asString()).isEqualTo("the vendor asked to wait");
        // Counted once in a few seconds, however many ask.
        await().until(() -> source("github").path("stored").toString(),
                "[{\"table\":\"pull-request\",\"rows\":2,\"isEstimate\":false}]"::equals);
    }

    @Test
    void sourceThatNobodyPulled_isAllNull() {
        JsonNode source = source("notion");
        for (String nothing : List.of("lastRun", "lastSuccess", "watermark", "completeFrom", "lagSeconds")) {
            assertThat(source.path(nothing).isNull()).as(nothing).isTrue();
        }
        assertThat(source.path("stored").isEmpty()).isTrue();
        assertThat(source.path("links").path("start").asString()).isEqualTo("/api/v1/backfills/notion");
    }

    @Test
    void wrongPathsAndValues_areProblems() {
        for (String path : List.of("/api/v1/sources/nosuch", "/api/v1/sources/JIRA", "/api/v1/sources/public", "/api/v1/sources/pg_catalog")) {
            assertThat(calls.get(path).status()).isEqualTo(404);
            assertThat(calls.get(path).problem()).isEqualTo("unknown-source");
        }
        assertThat(calls.get("/api/v1/sources?verbose=1").problem()).isEqualTo("invalid-parameters");
        assertThat(calls.get("/api/v1/sources/jira?days=1").problem()).isEqualTo("invalid-parameters");
        assertThat(calls.post("/api/v1/sources/jira").status()).isEqualTo(405);
        assertThat(new HttpCalls(gateway.port()).get("/api/v1/sources").status()).isEqualTo(401);
    }

    private JsonNode source(String id) {
        Answer answer = calls.get("/api/v1/sources/" + id);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode parameters(String id) {
        return source(id).path("parameters");
    }

    private void assertUnavailable(String source, String detail) {
        Answer refused = calls.post("/api/v1/backfills/" + source);
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("source-unavailable");
        assertThat(refused.body().path("detail").asString()).contains(detail);
    }
}
