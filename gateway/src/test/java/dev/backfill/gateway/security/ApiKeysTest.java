package dev.backfill.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ExtendWith(SharedGateway.class)
class ApiKeysTest {
    private static final String PATH = "/api/v1/api-keys";
    private static final String READ = "/api/v1/backfills";

    private RunningGateway gateway;
    private HttpCalls admin;

    @BeforeEach
    void connect(RunningGateway running) {
        gateway = running;
        admin = running.calls();
    }

    private JsonNode issue(String body) {
        Answer answer = admin.post(PATH, body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo(PATH + "/" + answer.body().path("id").asString());
        return answer.body();
    }

    private HttpCalls with(String key) {
        return new HttpCalls(gateway.port()).with("X-Admin-Key", key);
    }

    private JsonNode shown(JsonNode issued) {
        return admin.get(PATH + "/" + issued.path("id").asString()).body();
    }

    @Test
    void key_isShownOnce_opensWhatItsRoleMay_andIsStoredAsAHash() {
        JsonNode issued = issue("{\"name\": \"nightly export\", \"role\": \"USER\", \"expires_in_days\": 30}");
        String key = issued.path("key").asString();

        assertThat(key).matches("bf_[0-9A-Za-z]{8}_[0-9A-Za-z]{43}").startsWith("bf_" + issued.path("id").asString() + "_");
        assertThat(issued.path("createdBy").asString()).isEqualTo("admin");
        Instant expiry = Instant.parse(issued.path("expiresAt").asString());
        assertThat(ChronoUnit.HOURS.between(Instant.now(), expiry)).isBetween(719L, 720L);
        assertThat(shown(issued).propertyNames()).containsExactly(
                "id", "name", "role", "createdBy", "owner", "effectiveRole", "createdAt", "expiresAt", "lastUsedAt", "revokedAt");
        assertThat(shown(issued).path("lastUsedAt").isNull()).isTrue();

        assertThat(with(key).get(READ).status()).isEqualTo(200);
        assertThat(with(key).post(READ + "/jira").problem()).isEqualTo("forbidden");
        assertThat(with(key).get(PATH).problem()).isEqualTo("forbidden");
        await().untilAsserted(() -> assertThat(shown(issued).path("lastUsedAt").isNull()).isFalse());
        JdbcClient database = JdbcClient.create(gateway.database());
        assertThat(database.sql("select row_to_json(k)::text from api_key k").query(String.class).list().toString())
                .contains(issued.path("id").asString())
                .doesNotContain(key.substring(12));
    }

    @Test
    void runAndAuditLog_nameTheKeyThatStartedIt() {
        JsonNode issued = issue("{\"name\": \"starter\", \"role\": \"ADMIN\"}");
        String name = "key:" + issued.path("id").asString();
        String run = with(issued.path("key").asString()).with("X-Request-ID", "by-key").post(READ + "/jira").body().path("id").asString();
        assertThat(with(issued.path("key").asString()).post(READ + "/" + run + "/pause").status()).isEqualTo(202);

        JsonNode entries = admin.get("/api/v1/audit?limit=100").body().path("entries");
        List<String> lines = new ArrayList<>();
        entries.forEach(entry -> lines.add(String.join(" ", entry.path("principal").asString(), entry.path("action").asString(),
                entry.path("target").asString(), entry.path("outcome").asString())));
        assertThat(lines).containsSubsequence(
                name + " backfill.pause " + run + " DONE",
                name + " backfill.start " + run + " DONE",
                "admin api-key.issue " + issued.path("id").asString() + " DONE");
        assertThat(entries.findValuesAsString("requestId")).contains("by-key");
    }

    @Test
    void revokedExpiredTruncatedOrAlteredKeys_openNothing() {
        JsonNode issued = issue("{\"name\": \"to go\", \"role\": \"ADMIN\"}");
        String key = issued.path("key").asString();
        assertThat(with(key).get(READ).status()).isEqualTo(200);

        char last = key.charAt(key.length() - 1);
        String altered = key.substring(0, key.length() - 1) + (last == 'A' ? 'B' : 'A');
        String otherId = "bf_zzzzzzzz" + key.substring(11);
        for (String wrong : List.of(altered, key.substring(0, 54), otherId, key.toUpperCase(), " " + key.substring(1))) {
            assertThat(with(wrong).get(READ).problem()).isEqualTo("unauthenticated");
        }
        assertThat(admin.send("DELETE", PATH + "/" + issued.path("id").asString(), BodyPublishers.noBody()).status()).isEqualTo(204);
        assertThat(admin.send("DELETE", PATH + "/" + issued.path("id").asString(), BodyPublishers.noBody()).status()).isEqualTo(204);
        assertThat(with(key).get(READ).problem()).isEqualTo("unauthenticated");
        assertThat(shown(issued).path("revokedAt").isNull()).isFalse();

        JsonNode expiring = issue("{\"name\": \"expired\", \"role\": \"ADMIN\", \"expiresInDays\": 1}");
        JdbcClient.create(gateway.database()).sql("update api_key set expires_at = now() where id = ?")
                .param(expiring.path("id").asString()).update();
        assertThat(with(expiring.path("key").asString()).get(READ).problem()).isEqualTo("unauthenticated");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{} | /name,/role",
        "{\"name\": \"\", \"role\": \"USER\"} | /name",
        "{\"name\": \" x\", \"role\": \"USER\"} | /name",
        "{\"name\": \"a\\u0000b\", \"role\": \"USER\"} | /name",
        "{\"name\": \"a\\nb\", \"role\": \"USER\"} | /name",
        "{\"name\": 7, \"role\": \"USER\"} | /name",
        "{\"name\": \"x\", \"role\": \"NO_ACCESS\"} | /role",
        "{\"name\": \"x\", \"role\": \"user\"} | /role",
        "{\"name\": \"x\", \"role\": [\"USER\"]} | /role",
        "{\"name\": \"x\", \"role\": \"USER\", \"expiresInDays\": 0} | /expiresInDays",
        "{\"name\": \"x\", \"role\": \"USER\", \"expiresInDays\": 3651} | /expiresInDays",
        "{\"name\": \"x\", \"role\": \"USER\", \"expiresAt\": \"2020-01-01T00:00:00Z\"} | /expiresAt",
        "{\"name\": \"x\", \"role\": \"USER\", \"expiresAt\": \"9999-01-01T00:00:00Z\"} | /expiresAt",
        "{\"name\": \"x\", \"role\": \"USER\", \"expiresAt\": \"tomorrow\"} | /expiresAt",
        "{\"name\": \"x\", \"role\": \"USER\", \"expiresAt\": \"2035-01-01T00:00:00Z\", \"expiresInDays\": 1} | /expiresInDays",
        "{\"name\": \"x\", \"role\": \"USER\", \"id\": \"AAAAAAAA\"} | /id",
        "{\"name\": \"x\", \"role\": \"USER\", \"createdBy\": \"root\"} | /createdBy",
    })
    void wrongValues_areNamed(String body, String pointers) {
        Answer refused = admin.post(PATH, body);
        assertThat(refused.problem()).as(refused.body().toString()).isEqualTo("invalid-parameters");
        List<String> named = new ArrayList<>();
        refused.body().path("violations").forEach(violation ->
                named.add(violation.has("pointer") ? violation.path("pointer").asString() : "/" + violation.path("parameter").asString()));
        assertThat(String.join(",", named)).isEqualTo(pointers);
    }

    @Test
    void nameOf101Characters_isRefused() {
        issue("{\"name\": \"" + "n".repeat(100) + "\", \"role\": \"USER\"}");
        assertThat(admin.post(PATH, "{\"name\": \"" + "n".repeat(101) + "\", \"role\": \"USER\"}").status()).isEqualTo(400);
    }

    @Test
    void list_isPaged_andUnknownKeysAreAsIfAbsent() {
        for (int i = 0; i < 3; i++) {
            issue("{\"name\": \"listed\", \"role\": \"USER\"}");
        }
        List<String> seen = new ArrayList<>();
        for (String path = PATH + "?limit=2"; path != null; ) {
            Answer page = admin.get(path);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body().toString()).doesNotContain("\"key\"", "hash");
            page.body().path("apiKeys").forEach(key -> seen.add(key.path("id").asString()));
            path = page.body().path("next").isNull() ? null : page.body().path("next").asString();
            assertThat(page.header("Link")).isEqualTo(path == null ? null : "<" + path + ">; rel=\"next\"");
        }
        assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThan(2);
        String next = admin.get(PATH + "?limit=1").body().path("next").asString();
        assertThat(admin.get(next.replace("api-keys", "audit")).problem()).isEqualTo("invalid-cursor");
        assertThat(admin.get(PATH + "?cursor=AAAA").problem()).isEqualTo("invalid-cursor");
        for (String id : List.of("AAAAAAAA", "x", "bf_AAAAAAAA")) {
            assertThat(admin.get(PATH + "/" + id).problem()).isEqualTo("unknown-api-key");
            assertThat(admin.send("DELETE", PATH + "/" + id, BodyPublishers.noBody()).problem()).isEqualTo("unknown-api-key");
        }
    }

    @Test
    void postgresqlAway_onlyTheKeyOfTheSettingsIsBelieved() throws Exception {
        String key = issue("{\"name\": \"outage\", \"role\": \"ADMIN\"}").path("key").asString();
        try (ConfigurableApplicationContext context = gateway.another("backfill.database.url=jdbc:postgresql://127.0.0.1:1/none")) {
            HttpCalls calls = new HttpCalls(RunningGateway.portOf(context));
            HttpCalls issued = calls.with("X-Admin-Key", key);
            List<Answer> answers = HttpCalls.atOnce(
                    () -> issued.get("/nothing"),
                    () -> calls.with("X-Admin-Key", "wrong").get("/nothing"),
                    () -> issued.get("/health/live"),
                    () -> issued.get("/health/ready"),
                    () -> calls.with("X-Admin-Key", RunningGateway.ADMIN_KEY).get("/health/ready"));
            Answer unknown = answers.getFirst();
            assertThat(unknown.status()).isEqualTo(503);
            assertThat(unknown.problem()).isEqualTo("database-unavailable");
            assertThat(unknown.header("Retry-After")).isEqualTo("5");
            assertThat(answers.get(1).status()).as("cannot be counted").isEqualTo(503);
            assertThat(answers.get(2).status()).isEqualTo(200);
            assertThat(answers.get(3).body().has("checks")).isFalse();
            assertThat(answers.get(4).body().has("checks")).isTrue();
        }
    }
}
