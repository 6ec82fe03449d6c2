package dev.backfill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.gateway.HttpCalls.Answer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(SharedGateway.class)
class OutageTest {
    private static final String START = "/api/v1/backfills/jira";

    @Test
    void temporalAway_startsAreRefusedSoon_andLeaveARowOnlyUnderAKey(RunningGateway running) throws Exception {
        JdbcClient database = JdbcClient.create(running.database());
        String[] arguments = RunningGateway.arguments(running.databaseUrl(), "127.0.0.1:" + RunningGateway.freePort());
        try (ConfigurableApplicationContext context = Gateway.application().run(arguments)) {
            HttpCalls calls = new HttpCalls(RunningGateway.portOf(context)).with("X-Admin-Key", RunningGateway.ADMIN_KEY);
            int before = rows(database);

            Instant asked = Instant.now();
            assertUnavailable(calls.post(START), "temporal-unavailable");
            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(25));
            assertThat(rows(database)).isEqualTo(before);

            HttpCalls keyed = calls.with("Idempotency-Key", "during-the-outage");
            assertUnavailable(keyed.post(START), "temporal-unavailable");
            assertThat(rows(database)).isEqualTo(before + 1);
            Answer later = running.calls().with("Idempotency-Key", "during-the-outage").post(START);
            assertThat(later.status()).isEqualTo(202);
            assertThat(rows(database)).isEqualTo(before + 1);

            String id = later.body().path("id").asString();
            assertThat(calls.get("/api/v1/backfills/" + id).status()).isEqualTo(200);
            assertUnavailable(calls.post("/api/v1/backfills/" + id + "/pause"), "temporal-unavailable");
            assertReadiness(calls, "UP", "DOWN");
        }
    }

    @Test
    void postgresqlAway_everythingSaysSo_andTheGatewayLives(RunningGateway running) throws Exception {
        String away = "jdbc:postgresql://127.0.0.1:" + RunningGateway.freePort() + "/postgres";
        String[] arguments = RunningGateway.arguments(away, "127.0.0.1:" + RunningGateway.freePort());
        try (ConfigurableApplicationContext context = Gateway.application().run(arguments)) {
            HttpCalls calls = new HttpCalls(RunningGateway.portOf(context)).with("X-Admin-Key", RunningGateway.ADMIN_KEY);

            HttpCalls.atOnce(
                            () -> calls.post(START),
                            () -> calls.with("Idempotency-Key", "k").post(START),
                            () -> calls.get("/api/v1/backfills"))
                    .forEach(answer -> assertUnavailable(answer, "database-unavailable"));
            assertReadiness(calls, "DOWN", "DOWN");
            assertThat(new HttpCalls(RunningGateway.portOf(context)).get("/health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void allThere_isReady_withDetailOnlyForTheAdministrator(RunningGateway running) {
        Answer stranger = new HttpCalls(running.port()).get("/health/ready");
        assertThat(stranger.status()).isEqualTo(200);
        assertThat(stranger.body().toString()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(new HttpCalls(running.port()).with("X-Admin-Key", "wrong").get("/health/ready").body().has("checks")).isFalse();

        Answer administrator = running.calls().get("/health/ready");
        assertThat(administrator.body().path("checks").propertyNames()).containsExactly("postgresql", "temporal", "workers");
        assertThat(administrator.body().path("checks").path("postgresql").path("status").asString()).isEqualTo("UP");
    }

    private static void assertReadiness(HttpCalls calls, String postgresql, String temporal) {
        Instant asked = Instant.now();
        Answer answer = calls.get("/health/ready");
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(20));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body().path("checks").path("postgresql").path("status").asString()).isEqualTo(postgresql);
        assertThat(answer.body().path("checks").path("temporal").path("status").asString()).isEqualTo(temporal);
    }

    private static void assertUnavailable(Answer answer, String problem) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.body().toString()).doesNotContainIgnoringCase("exception", "127.0.0.1", "grpc", "jdbc");
    }

    private static int rows(JdbcClient database) {
        return database.sql("select count(*) from backfill_run").query(Integer.class).single();
    }
}
