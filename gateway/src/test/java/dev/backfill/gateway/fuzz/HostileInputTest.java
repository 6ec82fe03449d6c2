package dev.backfill.gateway.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sends generated tokens, headers, bodies and cursors to the gateway: it never fails by them, and nobody gets in. */
@ExtendWith(SharedGateway.class)
class HostileInputTest {
    private static final String LIST = "/api/v1/backfills";
    private static final int REQUESTS_OF_A_KIND = 12;
    private static final List<String> HEADERS = List.of(
            "Idempotency-Key", "Last-Event-ID", "If-None-Match", "Accept", "X-Request-ID", "traceparent", "Origin", "Accept-Language", "Cookie",
            "X-Forwarded-For", "Forwarded", "Range", "Access-Control-Request-Method");
    private static final List<String> LISTS =
            List.of(LIST, "/api/v1/users", "/api/v1/api-keys", "/api/v1/audit", LIST + "/jira-2026-11-24-aaaa/failures");
    private static final List<String> POSTS = List.of(
            LIST + "/jira", "/api/v1/api-keys", "/api/v1/auth/google", "/api/backfill/jira",
            LIST + "/jira-2026-11-24-aaaa/refetch", LIST + "/jira-2026-11-24-aaaa/retry-failed");

    static List<Long> seeds() {
        return Seeds.all();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void hostileInput_isRefused_andNothingFails(long seed, RunningGateway gateway) {
        Hostility hostile = new Hostility(seed);
        HttpCalls stranger = new HttpCalls(gateway.port());
        for (int i = 0; i < REQUESTS_OF_A_KIND; i++) {
            assertThat(stranger.with("Authorization", "Bearer " + cut(hostile.token(), 7_000)).get(LIST).status()).as("token, seed %s", seed).isEqualTo(401);
            assertThat(stranger.with("X-Admin-Key", hostile.text(1 + hostile.below(100))).get(LIST).status()).as("key, seed %s", seed).isEqualTo(401);
            String path = hostile.oneOf(LISTS);
            String cursor = Hostility.encoded(hostile.bytes());
            assertRefused(gateway.calls().get(path + "?cursor=" + cut(cursor, 2_000)), seed, path);
            String name = hostile.oneOf(HEADERS);
            assertNotFailed(gateway.calls().with(name, hostile.text(1 + hostile.below(300))).get(LIST), seed, name);
            assertRefused(gateway.calls().with("Last-Event-ID", hostile.text(1 + hostile.below(90))).get(LIST + "/jira-2026-11-24-aaaa/events"), seed, "event id");
            String post = hostile.oneOf(POSTS);
            assertNotFailed(
                    gateway.calls().with("Content-Type", "application/json").send("POST", post, BodyPublishers.ofByteArray(hostile.bytes())), seed, post);
        }
    }

    /** Longer ones are refused before they are looked at. */
    private static String cut(String text, int longest) {
        return text.substring(0, Math.min(text.length(), longest));
    }

    private static void assertRefused(Answer answer, long seed, String what) {
        assertThat(answer.status()).as("%s, seed %s: %s", what, seed, answer.body()).isBetween(400, 499);
    }

    private static void assertNotFailed(Answer answer, long seed, String what) {
        assertThat(answer.status()).as("%s, seed %s: %s", what, seed, answer.body()).isLessThan(500);
    }

    @Test
    void bodyThatIsTooLarge_isRefused_everywhere(RunningGateway gateway) {
        for (String path : List.of(LIST + "/jira", "/api/v1/api-keys", "/api/v1/auth/google", "/api/backfill/jira")) {
            Answer answer = gateway.calls().post(path, "{\"idToken\": \"" + "x".repeat(70_000) + "\"}");
            assertThat(answer.problem()).as(path).isEqualTo("body-too-large");
        }
    }

    @Test
    void whatIsRefused_isCounted_alsoATokenWhoseHeaderIsNull(RunningGateway gateway) {
        JdbcClient.create(gateway.database()).sql("truncate limit_bucket").update();
        String token = Hostility.encoded("null".getBytes()) + "." + Hostility.encoded("null".getBytes()) + ".AAAA";
        try (ConfigurableApplicationContext limited = gateway.startAnother("limits.hour=5", "limits.day=5")) {
            HttpCalls stranger = new HttpCalls(RunningGateway.portOf(limited)).with("Authorization", "Bearer " + token);
            for (int request = 0; request < 5; request++) {
                assertThat(stranger.get(LIST).status()).isEqualTo(401);
            }
            assertThat(stranger.get(LIST).status()).isEqualTo(429);
        }
    }
}
