package dev.backfill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.plan.ScriptedSource;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.source.SourceWorkers;
import dev.backfill.workflows.backfill.BackfillRequest;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.source.Sources;
import dev.backfill.workflows.verify.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every source that is pulled can be asked over HTTP: starts by both routes, dry runs, status, limits and its test query. */
class EverySourceTest {
    /** A source with values of its own. */
    private enum Case {
        JIRA(3, "Jira",
                "{\"days\": 30, \"projects\": [\"AB\", \"CD\"]}", "{\"projects\":[\"AB\",\"CD\"],\"activeOnly\":false}",
                "days=30&projects=AB,CD&active_only=true", "{\"projects\":[\"AB\",\"CD\"],\"activeOnly\":true}",
                "{\"days\":30,\"projects\":\"AB,CD\",\"active_only\":true}", List.of("comment", "issue")),
        NOTION(3, "Notion",
                "{\"days\": 30, \"databases\": [\"D9824BDC84454327BE8B5B47500AF6CE\"]}",
                "{\"databases\":[\"d9824bdc-8445-4327-be8b-5b47500af6ce\"]}",
                "days=30&databases=d9824bdc84454327be8b5b47500af6ce,0f3d1c9aa1b24c6f8e7d5b47500af6ce",
                "{\"databases\":[\"d9824bdc-8445-4327-be8b-5b47500af6ce\",\"0f3d1c9a-a1b2-4c6f-8e7d-5b47500af6ce\"]}",
                "{\"days\":30,\"databases\":\"d9824bdc-8445-4327-be8b-5b47500af6ce,0f3d1c9a-a1b2-4c6f-8e7d-5b47500af6ce\"}",
                List.of("block", "page")),
        TEMPO(5, "Tempo",
                "{\"days\": 30, \"batchId\": \"by the new route\"}", "{\"batchId\":\"by the new route\",\"force\":false}",
                "days=30&batch_id=2026-Q3&force=true", "{\"batchId\":\"2026-Q3\",\"force\":true}",
                "{\"days\":30,\"batch_id\":\"2026-Q3\",\"force\":true}", List.of("worklog")),
        FIREFLIES(5, "Fireflies",
                "{\"days\": 30, \"limit\": 7}", "{\"limit\":7}",
                "days=30&limit=5000", "{\"limit\":5000}",
                "{\"days\":30,\"limit\":5000}", List.of("sentence", "transcript"));

        private final int startsPerHour;
        private final String displayName;
        private final String body;
        private final String parametersOfBody;
        private final String oldQuery;
        private final String parametersOfOldQuery;
        private final String oldParams;
        private final List<String> tables;

        Case(int startsPerHour, String displayName, String body, String parametersOfBody, String oldQuery, String parametersOfOldQuery,
                String oldParams, List<String> tables) {
            this.startsPerHour = startsPerHour;
            this.displayName = displayName;
            this.body = body;
            this.parametersOfBody = parametersOfBody;
            this.oldQuery = oldQuery;
            this.parametersOfOldQuery = parametersOfOldQuery;
            this.oldParams = oldParams;
            this.tables = tables;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        String starts() {
            return "/api/v1/backfills/" + id();
        }

        String startsAsBefore() {
            return "/api/backfill/" + id();
        }
    }

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Of its own: the others' tests hold that nobody has pulled Notion and Fireflies. */
    private static RunningGateway gateway;

    private HttpCalls calls;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start();
        Stream.of(Case.values()).forEach(EverySourceTest::store);
    }

    /** Two rows in each of its tables: they are counted once in a few seconds, so those of all sources are there from the start. */
    private static void store(Case source) {
        sql().sql("create schema " + source.id()).update();
        source.tables.forEach(table -> {
            sql().sql("create table " + source.id() + "." + table + " (id text primary key)").update();
            sql().sql("insert into " + source.id() + "." + table + " values ('1'), ('2')").update();
        });
        // It is no table, and its rows are told already.
        sql().sql("create view " + source.id() + ".document as select id from " + source.id() + "." + source.tables.getLast()).update();
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.close();
    }

    @BeforeEach
    void serveAll() {
        calls = gateway.calls();
        SourceWorkers workers = new SourceWorkers(gateway.database());
        Stream.of(Case.values()).forEach(source -> workers.report(source.id(), "worker-of-all", List.of()));
    }

    private static JsonNode accepted(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        return answer.body();
    }

    /** The database keeps the members of an object in an order of its own. */
    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static JdbcClient sql() {
        return JdbcClient.create(gateway.database());
    }

    @Test
    void casesAreTheSourcesThatArePulled() {
        assertThat(Stream.of(Case.values()).map(Case::id))
                .isEqualTo(Sources.all().stream().map(SourceDefinition::id).filter(id -> !List.of("github", "slack").contains(id)).toList());
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void start_beginsTheWorkflowWithItsParameters(Case source) {
        JsonNode started = accepted(calls.post(source.starts(), source.body));
        String id = started.path("id").asString();

        JsonNode run = calls.get(started.path("links").path("self").asString()).body();
        assertThat(run.path("source").asString()).isEqualTo(source.id());
        assertThat(run.path("parameters")).isEqualTo(json(source.parametersOfBody));
        BackfillRequest request = await().atMost(PATIENCE).until(() -> WaitingBackfillWorkflow.REQUESTS.get(id), found -> found != null);
        assertThat(request.source()).isEqualTo(source.id());
        assertThat(JsonMapper.shared().<JsonNode>valueToTree(request.parameters())).isEqualTo(json(source.parametersOfBody));
        assertThat(listed(source)).contains(id);
    }

    private List<String> listed(Case source) {
        return calls.get("/api/v1/backfills?limit=100&source=" + source.id()).body().path("backfills").valueStream()
                .map(run -> run.path("id").asString())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void oldRoute_startsTheSame_inItsOwnNames(Case source) {
        Answer answer = calls.post(source.startsAsBefore() + "?" + source.oldQuery);

        String id = accepted(answer).path("task_id").asString();
        assertThat(answer.body().toString()).isEqualTo("{\"success\":true,\"task_id\":\"" + id + "\",\"source\":\"" + source.id()
                + "\",\"params\":" + source.oldParams + ",\"message\":\"" + source.displayName + " backfill queued for last 30 days\"}");
        assertThat(answer.headers().allValues("Link")).containsExactly("<" + source.starts() + ">; rel=\"successor-version\"");
        assertThat(calls.get("/api/v1/backfills/" + id).body().path("parameters")).isEqualTo(json(source.parametersOfOldQuery));
        assertThat(calls.get("/api/backfill/status/" + id).body().path("status").asString()).isEqualTo("PENDING");
        new RunStore(gateway.database()).finish(id, RunState.COMPLETED, Verdict.VERIFIED, null);
        JsonNode ended = calls.get("/api/backfill/status/" + id).body();
        assertThat(ended.path("status").asString()).isEqualTo("SUCCESS");
        assertThat(ended.path("result").path("source").asString()).isEqualTo(source.id());
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void dryRun_makesAPlan_whoseStartDoesThat(Case source) {
        try (ScriptedSource worker = new ScriptedSource(gateway, source.id())) {
            // A batch of its own: it is imported once.
            String body = source.body.replace("by the new route", "planned");
            Answer answer = calls.post(source.starts() + "/dry-run", body);
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            JsonNode plan = answer.body();
            assertThat(plan.path("state").asString()).isEqualTo("READY");
            assertThat(plan.path("source").asString()).isEqualTo(source.id());
            JsonNode parameters = json(source.parametersOfBody.replace("by the new route", "planned"));
            assertThat(plan.path("parameters")).isEqualTo(parameters);
            assertThat(plan.path("totals").path("records").asLong()).isEqualTo(4_100);
            assertThat(plan.path("links").path("start").asString()).isEqualTo(source.starts());

            String id = accepted(calls.post(source.starts(), "{\"planId\": \"" + plan.path("id").asString() + "\"}")).path("id").asString();
            JsonNode run = calls.get("/api/v1/backfills/" + id).body();
            assertThat(run.path("parameters")).isEqualTo(parameters);
            assertThat(run.path("range")).isEqualTo(plan.path("range"));
            assertThat(worker.driftChecks).hasValue(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void status_tellsRunWatermarkAndRows_onBothRoutes(Case source) {
        String id = accepted(calls.post(source.starts(), "{\"days\": 3}")).path("id").asString();
        new RunStore(gateway.database()).finish(id, RunState.COMPLETED, Verdict.VERIFIED, null);
        sql().sql("insert into watermark (source, partition_id, key, complete_from, complete_until, run_id) values (?, '1', 'A', '2021-01-01Z', now() - interval '1 hour', ?)")
                .params(source.id(), id)
                .update();

        // Counted once in a few seconds, however many ask.
        await().atMost(PATIENCE).until(() -> status(source).path("stored").findValuesAsString("table"), source.tables::equals);
        JsonNode status = status(source);
        assertThat(status.path("stored").findValuesAsString("rows")).containsOnly("2");
        assertThat(status.path("available").asBoolean()).isTrue();
        assertThat(status.path("lastRun").path("id").asString()).isEqualTo(id);
        assertThat(status.path("lastRun").path("verified").asBoolean()).isTrue();
        assertThat(status.path("completeFrom").asString()).isEqualTo("2021-01-01T00:00:00Z");
        assertThat(status.path("lagSeconds").asLong()).isBetween(3_600L, 3_700L);

        JsonNode before = calls.get("/api/backfill/sync-status").body().path("sources").path(source.id());
        assertThat(before.path("configured").asBoolean()).isTrue();
        assertThat(before.path("counts").propertyNames()).containsExactlyElementsOf(source.tables);
        assertThat(before.path("last_task_id").asString()).isEqualTo(id);
        assertThat(before.path("last_sync")).isEqualTo(status.path("lastSuccess"));
        assertThat(before.path("lag_seconds").asLong()).isBetween(3_600L, 3_700L);
    }

    private JsonNode status(Case source) {
        return calls.get("/api/v1/sources/" + source.id()).body();
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void startsAnHour_areTheSourcesOwn_onBothRoutesTogether(Case source) {
        sql().sql("truncate limit_bucket").update();
        try (ConfigurableApplicationContext limited = gateway.startAnother("limits.starts-per-hour=registered")) {
            HttpCalls admin = new HttpCalls(RunningGateway.portOf(limited)).with("X-Admin-Key", RunningGateway.ADMIN_KEY);
            for (int start = 0; start < source.startsPerHour; start++) {
                accepted(admin.post(start % 2 == 0 ? source.starts() : source.startsAsBefore(), "{\"days\": 3}"));
            }

            Answer refused = admin.post(source.starts(), "{\"days\": 3}");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("RateLimit")).startsWith("\"start-" + source.id() + "\";r=0;t=");
            assertThat(refused.header("RateLimit-Policy"))
                    .startsWith("\"start-" + source.id() + "\";q=" + source.startsPerHour + ";w=3600, ");
            assertThat(admin.post(source.startsAsBefore(), "{\"days\": 3}").status()).isEqualTo(429);
            Case other = Case.values()[(source.ordinal() + 1) % Case.values().length];
            accepted(admin.post(other.starts(), "{\"days\": 3}"));
            assertThat(status(source).path("startsPerHour").asInt()).isEqualTo(source.startsPerHour);
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void testQuery_isJirasAlone_andTheOthersSayWhatToDo(Case source) {
        try (ScriptedSource worker = new ScriptedSource(gateway, source.id())) {
            for (String route : List.of(source.starts(), source.startsAsBefore())) {
                Answer answer = calls.get(route + "/test-query?days=30&limit=2");
                assertThat(answer.status()).as(answer.body().toString()).isEqualTo(source == Case.JIRA ? 200 : 409);
                assertThat(answer.problem()).isEqualTo(source == Case.JIRA ? "none" : "no-test-query");
            }
            assertThat(worker.queries).hasSize(source == Case.JIRA ? 2 : 0);
        }
    }
}
