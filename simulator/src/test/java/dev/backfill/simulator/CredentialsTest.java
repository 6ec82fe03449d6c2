package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CredentialsTest {

    private static JiraClient good;
    private static JiraClient bad;

    @BeforeAll
    static void start() {
        good = JiraClient.start(SimulatorOptions.defaults());
        bad = new JiraClient(good.server(), "wrong");
    }

    @AfterAll
    static void stop() {
        good.close();
    }

    private static void assertFailed(HttpResponse<byte[]> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("X-Seraph-LoginReason")).contains("AUTHENTICATED_FAILED");
    }

    @Test
    void wrongToken_getsEmptyAnswersRatherThan401() {
        assertFailed(bad.get("myself"), 401);
        assertFailed(bad.search("created >= 0", ""), 200);
        assertThat(JiraClient.json(bad.search("created >= 0", "")).path("issues").size()).isZero();
        assertFailed(bad.get("project/search"), 200);
        assertThat(JiraClient.json(bad.get("project/search")).path("total").asInt()).isZero();
        assertThat(JiraClient.json(bad.post("search/approximate-count", "{\"jql\":\"created >= 0\"}")).path("count").asInt()).isZero();
        assertFailed(bad.get("issue/10001"), 404);
        assertFailed(bad.get("issue/10001/comment"), 404);
        assertFailed(bad.get("project/CORE"), 404);
        assertThat(bad.get("serverInfo").statusCode()).isEqualTo(200);
    }

    @Test
    void goodToken_tellsWhoAndWhere() {
        HttpResponse<byte[]> answer = good.get("myself");
        assertThat(JiraClient.json(answer).path("timeZone").asString()).isEqualTo("Asia/Shanghai");
        assertThat(answer.headers().firstValue("X-RateLimit-Remaining")).isPresent();
        assertThat(answer.headers().firstValue("X-RateLimit-Reset")).as("only where too much was asked").isEmpty();
    }

    @Test
    void revokedCredentials_countAsWrongOnes() {
        good.fault("{\"kind\":\"credentialsRevoked\",\"count\":2}");
        assertFailed(good.get("myself"), 401);
        assertFailed(good.search("created >= 0", ""), 200);
        assertThat(good.get("myself").statusCode()).isEqualTo(200);
    }
}
