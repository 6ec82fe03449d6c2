package dev.backfill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.gateway.HttpCalls.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedGateway.class)
class RefusalTest {
    private static final String START = "/api/v1/backfills/jira";

    private RunningGateway gateway;
    private HttpCalls calls;

    @BeforeEach
    void connect(RunningGateway running) {
        gateway = running;
        calls = running.calls();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/", "/nothing", "/api/v1/backfills", START, "/actuator", "/actuator/health", "/health", "/health/live/", "//health/live",
    })
    void withoutKeyOrWithAWrongOne_everythingIsClosed(String path) {
        HttpCalls stranger = new HttpCalls(gateway.port());
        for (Answer refused : List.of(
                stranger.get(path),
                stranger.post(path),
                stranger.with("X-Admin-Key", "wrong").get(path),
                stranger.with("X-Admin-Key", "").get(path))) {
            assertProblem(refused, 401, "unauthenticated", path);
            assertThat(refused.header("WWW-Authenticate")).startsWith("AdminKey realm=");
        }
        assertThat(stranger.get(path + "?X-Admin-Key=" + RunningGateway.ADMIN_KEY).status()).isEqualTo(401);
    }

    @Test
    void twoKeys_areRefused_alsoWhenOneIsRight() {
        assertProblem(calls.with("X-Admin-Key", "wrong").get("/api/v1/backfills"), 400, "malformed-request", "/api/v1/backfills");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing, 404, not-found",
        "POST, /nothing, 404, not-found",
        "TRACE, /nothing, 404, not-found",
        "GET, /actuator/env, 404, not-found",
        "POST, /actuator/shutdown, 404, not-found",
        "GET, /api/v1/backfills/, 404, not-found",
        "GET, //api//v1/backfills, 404, not-found",
        "GET, /API/V1/backfills, 404, not-found",
        "POST, /api/v1/backfills/jira/, 404, not-found",
        "POST, /api/v1/backfills/jira;a=b, 404, not-found",
        "POST, /api/v1/backfills/%6aira, 404, not-found",
        "GET, /api/v1/backfills/%2e%2e, 404, not-found",
        "GET, /api/v1/backfills/%252f, 404, not-found",
        "POST, /api/v1/backfills/nosuch, 404, unknown-source",
        "POST, /api/v1/backfills/JIRA, 404, unknown-source",
        "GET, /api/v1/backfills/jira-2001-02-03-aaaa, 404, unknown-backfill",
        "GET, /api/v1/backfills/jira, 404, unknown-backfill",
        "GET, /api/v1/backfills/jira-2001-02-03-aaaa/partitions, 404, unknown-backfill",
        "POST, /api/v1/backfills/jira-2001-02-03-aaaa/cancel, 404, unknown-backfill",
        "POST, /api/v1/backfills/x/pause, 404, unknown-backfill",
        "PATCH, /api/v1/backfills/jira-2001-02-03-aaaa?parallelism=2, 404, unknown-backfill",
        "PATCH, /api/v1/backfills/jira-2001-02-03-aaaa?parallelism=0, 400, invalid-parameters",
        "GET, /api/v1/backfills/jira-2001-02-03-aaaa/failures, 404, unknown-backfill",
        "GET, /api/v1/backfills/jira-2001-02-03-aaaa/failures?payload=true, 400, invalid-parameters",
        "POST, /api/v1/backfills/jira-2001-02-03-aaaa/retry-failed, 404, unknown-backfill",
        "POST, /api/v1/backfills/jira-2001-02-03-aaaa/refetch?keys=AB-1, 404, unknown-backfill",
        "POST, /api/v1/backfills/jira-2001-02-03-aaaa/partitions/1/skip, 404, unknown-backfill",
        "POST, /api/v1/backfills/jira-2001-02-03-aaaa/partitions/a%2fb/skip, 404, not-found",
        "GET, /api/v1/backfills?cursor=AAAA, 400, invalid-cursor",
        "GET, /api/v1/backfills?cursor=*, 400, invalid-cursor",
        "GET, /api/v1/backfills?limit=0, 400, invalid-parameters",
        "GET, /api/v1/backfills?limit=101, 400, invalid-parameters",
        "GET, /api/v1/backfills?state=running, 400, invalid-parameters",
        "GET, /api/v1/backfills?source=nosuch, 400, invalid-parameters",
        "GET, /api/v1/backfills?page=2, 400, invalid-parameters",
        "GET, /api/v1/backfills/jira-2001-02-03-aaaa?verbose=1, 400, invalid-parameters",
        "POST, /api/v1/backfills/jira-2001-02-03-aaaa/pause?force=1, 400, invalid-parameters",
        "PUT, /api/v1/backfills, 405, method-not-allowed",
        "DELETE, /api/v1/backfills/jira-2001-02-03-aaaa, 405, method-not-allowed",
        "TRACE, /api/v1/backfills, 405, method-not-allowed",
        "BREW, /api/v1/backfills, 405, method-not-allowed",
        "GET, /api/v1/backfills/jira-2001-02-03-aaaa/pause, 405, method-not-allowed",
    })
    void wrongPathsMethodsAndValues_areProblems(String method, String path, int status, String problem) {
        Answer refused = calls.with("X-HTTP-Method-Override", "GET").send(method, path, BodyPublishers.noBody());

        assertProblem(refused, status, problem, path.replaceAll("\\?.*", ""));
        assertThat(refused.header("Allow")).isEqualTo(
                status != 405 ? null : path.endsWith("pause") ? "POST" : path.endsWith("aaaa") ? "GET, HEAD, PATCH, POST" : "GET, HEAD");
    }

    @Test
    void forgedOrMisusedCursor_isRefused() {
        calls.post(START);
        calls.post(START);
        String next = calls.get("/api/v1/backfills?limit=1").body().path("next").asString();

        assertThat(calls.get(next).status()).isEqualTo(200);
        assertThat(calls.get(next + "&source=jira").problem()).isEqualTo("invalid-cursor");
        char last = next.charAt(next.length() - 2);
        String forged = next.substring(0, next.length() - 2) + (last == 'A' ? 'B' : 'A') + next.charAt(next.length() - 1);
        assertThat(calls.get(forged).problem()).isEqualTo("invalid-cursor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16", "nonsense"})
    void bodyOfAnotherType_isRefused(String type) {
        Answer refused = calls.with("Content-Type", type).send("POST", START, BodyPublishers.ofString("{}"));
        assertProblem(refused, 415, "unsupported-media-type", START);
        assertThat(refused.header("Accept")).isEqualTo("application/json");
    }

    @Test
    void bodyWithoutTypeOrCompressed_isRefused() {
        assertThat(calls.send("POST", START, BodyPublishers.ofString("{}")).status()).isEqualTo(415);
        assertThat(calls.with("Content-Encoding", "gzip").post(START, "{}").status()).isEqualTo(415);
    }

    @Test
    void answerInAnotherType_isRefused() {
        assertProblem(calls.with("Accept", "text/html").get("/api/v1/backfills"), 406, "not-acceptable", "/api/v1/backfills");
    }

    @Test
    void bodyIsCutOffWhereItIsTooLarge_announcedOrNot() {
        byte[] large = new byte[200_000];
        HttpCalls json = calls.with("Content-Type", "application/json");

        assertProblem(json.send("POST", START, BodyPublishers.ofByteArray(large)), 413, "body-too-large", START);
        Answer chunked = json.send("POST", START, BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(large)));
        assertProblem(chunked, 413, "body-too-large", START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "{\"days\": 1} x", "{\"days\": 1, \"days\": 2}", "{"})
    void malformedBody_isRefused(String body) {
        assertProblem(calls.post(START, body), 400, "malformed-request", START);
    }

    @Test
    void violationsNameTheirPlaceAndWhatIsAllowed() {
        Answer refused = calls.post(START + "?limit=5", "{\"days\": 0}");

        assertProblem(refused, 400, "invalid-parameters", START);
        assertThat(refused.body().path("violations").findValuesAsString("pointer")).containsExactly("/days");
        assertThat(refused.body().path("violations").findValuesAsString("parameter")).containsExactly("limit");
        assertThat(refused.body().path("violations").path(1).path("allowed").toString()).isEqualTo("""
                ["days","fromDate","toDate","projects","activeOnly","mode","parallelism","requestsPerSecond","planId"]""");
    }

    @Test
    void requestId_isTakenIfWellFormed_elseMade() {
        assertThat(calls.with("X-Request-ID", "a.B_9-").get("/nothing").header("X-Request-ID")).isEqualTo("a.B_9-");
        for (String malformed : List.of("a b", "x".repeat(129), "ä", "{jndi:x}")) {
            assertThat(calls.with("X-Request-ID", malformed).get("/nothing").header("X-Request-ID")).matches("[0-9a-f]{32}");
        }
    }

    private static void assertProblem(Answer answer, int status, String problem, String path) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        assertThat(answer.body().path("instance").asString()).isEqualTo(path);
        assertThat(answer.body().path("requestId").asString()).isEqualTo(answer.header("X-Request-ID"));
        assertThat(answer.body().propertyNames()).contains("type", "title", "status", "detail", "instance", "requestId");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'none'; frame-ancestors 'none'");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Server")).isNull();
        assertThat(answer.body().toString()).doesNotContainIgnoringCase("exception", "springframework", "java.", "select ", "127.0.0.1");
    }
}
