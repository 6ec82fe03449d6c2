package dev.backfill.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(SharedGateway.class)
@Timeout(600)
class LimitsTest {
    private static final String LIST = "/api/v1/backfills";
    private static final String START = "/api/v1/backfills/jira";
    private static final String[] AS_DELIVERED =
            {"limits.hour=200", "limits.day=1000", "limits.login-per-minute=10", "limits.starts-per-hour=registered"};

    private static final String[] FOUR_AN_HOUR = {"limits.hour=4", "limits.day=100"};

    /** By name: what they count is in the database, and begins anew with every test. */
    private static final Map<String, ConfigurableApplicationContext> GATEWAYS = new HashMap<>();

    private static RunningGateway running;

    @BeforeAll
    static void use(RunningGateway gateway) {
        running = gateway;
    }

    @AfterAll
    static void stop() {
        GATEWAYS.values().forEach(ConfigurableApplicationContext::close);
        GATEWAYS.clear();
    }

    @BeforeEach
    void begin(RunningGateway gateway) {
        JdbcClient.create(gateway.database()).sql("truncate limit_bucket").update();
    }

    private static ConfigurableApplicationContext gateway(String name, String... settings) {
        return GATEWAYS.computeIfAbsent(name, first -> running.startAnother(settings));
    }

    private static double hits(List<ConfigurableApplicationContext> gateways) {
        return gateways.stream()
                .mapToDouble(gateway -> gateway.getBean(MeterRegistry.class).counter("backfill.limit.hits", "limit", "hour").count())
                .sum();
    }

    private static HttpCalls stranger(ConfigurableApplicationContext context) {
        return new HttpCalls(RunningGateway.portOf(context));
    }

    private static HttpCalls admin(ConfigurableApplicationContext context) {
        return stranger(context).with("X-Admin-Key", RunningGateway.ADMIN_KEY);
    }

    @Test
    void twoGateways_permitExactlyTheHoursQuota_alsoOfFiftyAtOnce() throws Exception {
        ConfigurableApplicationContext one = gateway("one", AS_DELIVERED);
        ConfigurableApplicationContext other = gateway("other", AS_DELIVERED);
        double before = hits(List.of(one, other));
        List<Answer> answers = fiftyAtOnce(260, List.of(admin(one), admin(other)));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(200);
        assertThat(answers).filteredOn(answer -> answer.status() == 429).hasSize(60);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.header("RateLimit")).startsWith("\"hour\";r="));
        for (ConfigurableApplicationContext gateway : List.of(one, other)) {
            Answer refused = admin(gateway).get(LIST);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.problem()).isEqualTo("too-many-requests");
            assertThat(refused.header("RateLimit")).matches("\"hour\";r=0;t=3[0-9]{3}, \"day\";r=800;t=86[0-9]{3}");
            assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"hour\";q=200;w=3600, \"day\";q=1000;w=86400");
            assertThat(refused.header("Retry-After")).isEqualTo(refused.header("RateLimit").replaceAll("^\"hour\";r=0;t=(\\d+),.*", "$1"));
            assertThat(admin(gateway).post(START).problem()).isEqualTo("too-many-requests");
        }
        assertThat(hits(List.of(one, other)) - before).isEqualTo(64);
    }

    private static List<Answer> fiftyAtOnce(int requests, List<HttpCalls> gateways) throws Exception {
        Semaphore fifty = new Semaphore(50);
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> futures = new ArrayList<>();
            for (int number = 0; number < requests; number++) {
                HttpCalls gateway = gateways.get(number % gateways.size());
                fifty.acquire();
                futures.add(threads.submit(() -> {
                    try {
                        return gateway.get(LIST);
                    } finally {
                        fifty.release();
                    }
                }));
            }
            for (Future<Answer> future : futures) {
                answers.add(future.get());
            }
        }
        return answers;
    }

    @Test
    void day_isCountedBesideTheHour() {
        try (ConfigurableApplicationContext gateway = running.startAnother("limits.hour=5", "limits.day=3")) {
            for (int request = 0; request < 3; request++) {
                assertThat(admin(gateway).get(LIST).status()).isEqualTo(200);
            }
            Answer refused = admin(gateway).get(LIST);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.body().path("detail").asString()).startsWith("The limit day permits 3 in 86400 seconds");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(86_000, 86_400);
            assertThat(refused.header("RateLimit")).startsWith("\"day\";r=0;");
        }
    }

    @Test
    void wrongCredential_countsAgainstTheAddress_andNotAgainstTheCaller() {
        ConfigurableApplicationContext gateway = gateway("four", FOUR_AN_HOUR);
        HttpCalls wrong = stranger(gateway).with("X-Admin-Key", "wrong");
        assertThat(wrong.get(LIST).status()).isEqualTo(401);
        assertThat(stranger(gateway).post(START).status()).isEqualTo(401);
        assertThat(wrong.get("/nothing").header("RateLimit")).startsWith("\"hour\";r=1;");
        // Two keys at once are refused as malformed, and counted as well.
        assertThat(wrong.with("X-Admin-Key", RunningGateway.ADMIN_KEY).get(LIST).status()).isEqualTo(400);

        Answer refused = wrong.get(LIST);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("WWW-Authenticate")).isNull();
        assertThat(stranger(gateway).with("X-Forwarded-For", "203.0.113.7").get(LIST).status()).as("forged").isEqualTo(429);
        assertThat(admin(gateway).get(LIST).status()).as("with the key").isEqualTo(200);
    }

    @Test
    void behindATrustedProxy_theForwardedAddressCounts() {
        try (ConfigurableApplicationContext gateway =
                running.startAnother("limits.hour=1", "limits.day=100", "http.trusted-proxies=127.0.0.0/8")) {
            HttpCalls stranger = stranger(gateway);
            assertThat(stranger.with("X-Forwarded-For", "203.0.113.7").get(LIST).status()).isEqualTo(401);
            assertThat(stranger.with("X-Forwarded-For", "6.6.6.6, 203.0.113.7").get(LIST).status()).isEqualTo(429);
            assertThat(stranger.with("X-Forwarded-For", "203.0.113.8").get(LIST).status()).isEqualTo(401);
            assertThat(stranger.with("X-Forwarded-For", "2001:db8::1").get(LIST).status()).isEqualTo(401);
            assertThat(stranger.with("X-Forwarded-For", "2001:DB8:0:0::2").get(LIST).status()).isEqualTo(429);
        }
    }

    @Test
    void otherSpellings_areTheSameBucket() {
        ConfigurableApplicationContext gateway = gateway("four", FOUR_AN_HOUR);
        for (String path : List.of("/API/V1/backfills", "//api//v1/backfills", "/api/v1/%62ackfills", "/api/v1/backfills/")) {
            assertThat(admin(gateway).get(path).status()).isEqualTo(404);
        }
        assertThat(stranger(gateway).with("x-ADMIN-key", RunningGateway.ADMIN_KEY).get(LIST).status()).isEqualTo(429);
    }

    @Test
    void login_isLimitedByTheMinute_perAddress() {
        ConfigurableApplicationContext gateway = gateway("one", AS_DELIVERED);
        for (int attempt = 0; attempt < 10; attempt++) {
            assertThat(admin(gateway).post("/api/v1/auth/google", "{}").status()).isNotEqualTo(429);
        }
        Answer refused = admin(gateway).post("/api/v1/auth/google", "{}");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("RateLimit")).startsWith("\"login\";r=0;t=");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    }

    @Test
    void starts_areCountedTogether_forBothRoutes_andOnlyThoseThatAreAccepted() {
        ConfigurableApplicationContext one = gateway("one", AS_DELIVERED);
        ConfigurableApplicationContext other = gateway("other", AS_DELIVERED);
        assertThat(admin(one).post(START).status()).isEqualTo(202);
        Answer mistyped = admin(one).post(START, "{\"days\": 0}");
        assertThat(mistyped.status()).isEqualTo(400);
        assertThat(mistyped.header("RateLimit")).startsWith("\"start-jira\";r=2;t=");
        assertThat(admin(other).with("Content-Type", "text/plain").post(START, "x").status()).isBetween(400, 415);
        assertThat(admin(other).post(START).status()).isEqualTo(202);
        HttpCalls keyed = admin(one).with("Idempotency-Key", "limits-" + System.nanoTime());
        String id = keyed.post(START).body().path("id").asString();

        Answer refused = admin(other).post(START);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("RateLimit")).startsWith("\"start-jira\";r=0;t=");
        assertThat(refused.header("RateLimit-Policy")).startsWith("\"start-jira\";q=3;w=3600, ");
        assertThat(admin(one).post("/api/backfill/jira").status()).as("the old route").isEqualTo(429);

        Answer replayed = keyed.post(START);
        assertThat(replayed.status()).isEqualTo(202);
        assertThat(replayed.body().path("id").asString()).isEqualTo(id);
        assertThat(keyed.post("/api/backfill/jira").body().path("task_id").asString()).as("the old route heeds it too").isEqualTo(id);
        assertThat(admin(one).post(START + "/").status()).isEqualTo(404);
        assertThat(admin(one).get(LIST).status()).isEqualTo(200);
    }

    @Test
    void hundredSendsUnderOneKey_areOneStart_atTwoGateways() throws Exception {
        List<ConfigurableApplicationContext> gateways = List.of(gateway("one", AS_DELIVERED), gateway("other", AS_DELIVERED));
        String key = "hundred-" + System.nanoTime();
        List<Callable<Answer>> sends = IntStream.range(0, 100)
                .<Callable<Answer>>mapToObj(number -> () -> admin(gateways.get(number % 2)).with("Idempotency-Key", key).post(START))
                .toList();
        List<Answer> answers = HttpCalls.atOnce(sends);

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202));
        assertThat(answers).extracting(answer -> answer.body().path("id").asString()).containsOnly(answers.getFirst().body().path("id").asString());
        assertThat(admin(gateways.getFirst()).post(START).header("RateLimit")).startsWith("\"start-jira\";r=1;");
    }

    @Test
    void refusedSendsUnderOneKey_areGivenBackOnce() throws Exception {
        ConfigurableApplicationContext one = gateway("one", AS_DELIVERED);
        String key = "refused-" + System.nanoTime();
        List<Callable<Answer>> sends = IntStream.range(0, 40)
                .<Callable<Answer>>mapToObj(number -> () -> admin(one).with("Idempotency-Key", key).post(START, "{\"days\": 0}"))
                .toList();
        assertThat(HttpCalls.atOnce(sends)).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(400));
        assertThat(admin(one).post(START).header("RateLimit")).startsWith("\"start-jira\";r=2;");
    }

    @Test
    void startsSideBySide_neverFail_whateverBecomesOfThem() throws Exception {
        ConfigurableApplicationContext one = gateway("one", AS_DELIVERED);
        List<Callable<Answer>> starts = IntStream.range(0, 180)
                .<Callable<Answer>>mapToObj(number -> () -> admin(one).post(START, number % 2 == 0 ? "{\"days\": 0}" : "{\"days\": 1}"))
                .toList();
        List<Answer> answers = HttpCalls.atOnce(starts);

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).as(answer.body().toString()).isIn(202, 400, 429));
        assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void expiredIdempotencyKey_countsAsAStartAgain() {
        try (ConfigurableApplicationContext gateway = running.startAnother("limits.starts-per-hour=jira=1")) {
            String key = "expires-" + System.nanoTime();
            HttpCalls keyed = admin(gateway).with("Idempotency-Key", key);
            String id = keyed.post(START).body().path("id").asString();
            assertThat(keyed.post(START).body().path("id").asString()).isEqualTo(id);

            JdbcClient.create(running.database())
                    .sql("update idempotency_key set created_at = now() - interval '24 hours 1 second' where key = ?")
                    .param(key)
                    .update();
            assertThat(keyed.post(START).problem()).isEqualTo("too-many-requests");
            assertThat(keyed.post("/api/backfill/jira").problem()).isEqualTo("too-many-requests");
            JdbcClient.create(running.database()).sql("truncate limit_bucket").update();
            assertThat(keyed.post(START).body().path("id").asString()).as("a new run").startsWith("jira-").isNotEqualTo(id);
        }
    }

    @Test
    void tooSmallARole_countsAgainstTheCaller() {
        ConfigurableApplicationContext gateway = gateway("four", FOUR_AN_HOUR);
        String key = admin(gateway).post("/api/v1/api-keys", "{\"name\": \"reader\", \"role\": \"USER\"}").body().path("key").asString();
        HttpCalls reader = stranger(gateway).with("X-Admin-Key", key);
        for (int request = 0; request < 4; request++) {
            assertThat(reader.post(START).status()).isEqualTo(403);
        }
        assertThat(reader.post(START).status()).isEqualTo(429);
        assertThat(reader.get(LIST).status()).isEqualTo(429);
        assertThat(stranger(gateway).get(LIST).header("RateLimit")).as("the address").startsWith("\"hour\";r=3;");
    }

    @Test
    void health_isNotLimited() {
        try (ConfigurableApplicationContext gateway = running.startAnother("limits.hour=1", "limits.day=1")) {
            for (int request = 0; request < 5; request++) {
                Answer live = stranger(gateway).get("/health/live");
                assertThat(live.status()).isEqualTo(200);
                assertThat(live.header("RateLimit")).isNull();
                assertThat(stranger(gateway).get("/health/ready").status()).as("be it ready or not").isIn(200, 503);
            }
            assertThat(stranger(gateway).get("/health/live/").status()).isEqualTo(401);
            assertThat(stranger(gateway).get("/health/live/").status()).isEqualTo(429);
        }
    }

    @Test
    void postgresqlAway_nothingIsLetThrough() throws Exception {
        String away = "database.url=jdbc:postgresql://127.0.0.1:" + RunningGateway.freePort() + "/postgres";
        try (ConfigurableApplicationContext gateway = running.startAnother(away)) {
            for (Answer answer : HttpCalls.atOnce(
                    () -> admin(gateway).post(START),
                    () -> stranger(gateway).with("X-Admin-Key", "wrong").get(LIST),
                    () -> admin(gateway).get("/nothing"))) {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.problem()).isEqualTo("database-unavailable");
                assertThat(answer.header("Retry-After")).isEqualTo("5");
            }
            assertThat(stranger(gateway).get("/health/live").status()).isEqualTo(200);
        }
    }
}
