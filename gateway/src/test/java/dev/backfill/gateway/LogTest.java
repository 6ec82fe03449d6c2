package dev.backfill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a process writes, with Temporal away so that starts have something to say, and with what Spring says of each request. */
@ExtendWith(SharedGateway.class)
class LogTest {
    private static final String START = "/api/v1/backfills/jira";
    private static final String TALKATIVE = "--logging.level.org.springframework.web=debug";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String WRONG_KEY = "Wr0ngKeyWr0ngKey7Wr0ngKey9Wr0ngK";
    private static final String TOKEN = Base64.getEncoder().encodeToString("header.and.claims.of.a.token".getBytes());
    /** Whatever can be sent of it: a path, a header and a body. */
    private static final String[] HOSTILE = {
        "%0A2026-11-24%20ERROR%20forged", "%1B%5B31mred", "$%7Bjndi:ldap://127.0.0.1/x%7D", "%F0%9F%92%A9", "x".repeat(7_000)
    };

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void json_isOneObjectALine_withTheIdsOfTheRequest(RunningGateway running) throws Exception {
        try (GatewayProcess gateway = startTalkative(running, "json")) {
            callInEveryWay(gateway);
            failAtLength(gateway, running, "json");
            List<JsonNode> lines = new ArrayList<>();
            for (String line : gateway.output().lines().toList()) {
                assertThat(line).startsWith("{").endsWith("}").hasSizeLessThan(40_000);
                lines.add(JsonMapper.shared().readTree(line));
            }
            assertThat(lines).allSatisfy(line -> assertThat(line.propertyNames()).contains("time", "level", "logger", "thread", "message"));
            assertThat(lines).filteredOn(of("asked.1")).allSatisfy(line -> assertThat(line.path("traceId").asString()).isEqualTo(TRACE));
            assertThat(lines.stream().filter(of("asked.1")).map(line -> line.path("thread").asString()).distinct())
                    .as("whatever threads a request runs on").hasSizeGreaterThan(1);
            assertThat(lines).filteredOn(of("asked.1").and(line -> line.path("level").asString().equals("WARN"))).isNotEmpty();
            assertThat(lines).filteredOn(of("failed.1").and(line -> line.has("stackTrace"))).singleElement().satisfies(line ->
                    assertThat(line.path("stackTrace").asString()).contains("\nforged \u001b[31mxxx").hasSizeLessThan(17_000));
            assertThat(lines).filteredOn(of("asked.2")).isNotEmpty().noneMatch(line -> line.has("traceId"));
            assertNoSecret(gateway);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void text_isOneLineAnEvent(RunningGateway running) throws Exception {
        try (GatewayProcess gateway = startTalkative(running, "text")) {
            callInEveryWay(gateway);
            failAtLength(gateway, running, "text");
            assertThat(gateway.output().lines()).allSatisfy(line -> assertThat(line)
                    .matches("(\\d{4}-\\d\\d-\\d\\dT\\S+Z (TRACE|DEBUG|INFO|WARN|ERROR) +\\[[A-Za-z0-9._-]+] \\w+ - |  \\| ).*")
                    .doesNotMatch(".*[\\p{Cc}&&[^\\t]].*")
                    .hasSizeLessThan(17_000));
            assertThat(gateway.output()).contains("[failed.1] ProblemHandler - POST /api/v1/backfills/jira failed", "\n  | forged ?[31mxxx");
            assertThat(gateway.output()).contains("[asked.1] ProblemHandler - POST /api/v1/backfills/jira answered TEMPORAL_UNAVAILABLE");
            assertNoSecret(gateway);
        }
    }

    private static GatewayProcess startTalkative(RunningGateway running, String format) throws Exception {
        String away = "127.0.0.1:" + RunningGateway.freePort();
        return GatewayProcess.start(running, Map.of("BACKFILL_LOG_FORMAT", format, "BACKFILL_TEMPORAL_ADDRESS", away), TALKATIVE);
    }

    private static void callInEveryWay(GatewayProcess gateway) throws Exception {
        HttpCalls anyone = new HttpCalls(gateway.port());
        HttpCalls traced = gateway.calls()
                .with("X-Request-ID", "asked.1")
                .with("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");
        assertThat(traced.post(START, "{\"days\": 3}").status()).isEqualTo(503);
        HttpCalls untraced = gateway.calls().with("X-Request-ID", "asked.2").with("traceparent", "00-" + "0".repeat(32) + "-b7ad6b7169203331-01");
        assertThat(untraced.get("/api/v1/backfills").status()).isEqualTo(200);
        anyone.with("X-Admin-Key", WRONG_KEY).get("/api/v1/backfills");
        anyone.with("Authorization", "Bearer " + TOKEN).get("/api/v1/backfills");
        gateway.calls().with("Authorization", "Bearer " + TOKEN).get("/api/v1/backfills");
        anyone.get("/api/v1/backfills?X-Admin-Key=" + RunningGateway.ADMIN_KEY);
        for (String hostile : HOSTILE) {
            gateway.calls().get("/api/v1/backfills/" + hostile);
            gateway.calls().with("Idempotency-Key", hostile.substring(0, Math.min(200, hostile.length()))).with("User-Agent", hostile).post(START + "?days=" + hostile);
        }
        gateway.calls().post(START, "{\"projects\": [\"A\\n\\u001b[31m2026-11-24T00:00:00.000Z ERROR forged\"], \"days\": \"" + "7".repeat(60_000) + "\"}");
        await().until(() -> gateway.output().contains("asked.2"));
    }

    /** An exception whose message is 1 MB long and has line breaks: PostgreSQL says so of a row, as it might repeat a value. */
    private static void failAtLength(GatewayProcess gateway, RunningGateway running, String format) throws Exception {
        JdbcClient database = JdbcClient.create(running.database());
        String function = "fail_at_length_" + format;
        database.sql("create function " + function + """
                () returns trigger language plpgsql as $$
                begin raise exception E'broken\nforged \\x1b[31m%', repeat('x', 1000000); end $$""").update();
        try {
            database.sql("create trigger " + function + """
                     before insert on backfill_run for each row
                    when (new.parameters::text like '%FAILATLEN%') execute function\s""" + function + "()").update();
            assertThat(gateway.calls().with("X-Request-ID", "failed.1").post(START, "{\"projects\": [\"FAILATLEN\"]}").problem()).isEqualTo("internal-error");
        } finally {
            database.sql("drop function " + function + "() cascade").update();
        }
        await().until(() -> gateway.output().contains("failed.1"));
    }

    private static void assertNoSecret(GatewayProcess gateway) throws Exception {
        assertThat(gateway.output()).doesNotContain(RunningGateway.ADMIN_KEY, WRONG_KEY, TOKEN).doesNotContainIgnoringCase("postgres:postgres");
    }

    private static Predicate<JsonNode> of(String requestId) {
        return line -> line.path("requestId").asString("").equals(requestId);
    }
}
