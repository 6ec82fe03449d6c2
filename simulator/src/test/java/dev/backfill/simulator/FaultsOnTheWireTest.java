package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsOnTheWireTest {

    private static JiraClient client;

    @BeforeAll
    static void start() {
        client = JiraClient.start(SimulatorOptions.defaults());
    }

    @AfterEach
    void clear() {
        client.admin("DELETE", "faults", "");
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    /** The bytes that come over a bare connection until it ends. */
    private static String raw(String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", client.server().baseUri().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(("GET /jira/rest/api/3/" + path + " HTTP/1.1\r\nHost: x\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void reset_isARealReset() {
        client.fault("{\"kind\":\"reset\",\"count\":1}");
        assertThatThrownBy(() -> raw("serverInfo")).isInstanceOf(SocketException.class).hasMessageContaining("reset");
    }

    @Test
    void everyThirdCallIsReset() {
        client.fault("{\"kind\":\"html\",\"every\":3,\"status\":502}");
        assertThat(client.get("myself").statusCode()).isEqualTo(200);
        assertThat(client.get("myself").statusCode()).isEqualTo(200);
        assertThat(client.get("myself").statusCode()).isEqualTo(502);
        assertThat(client.get("myself").statusCode()).isEqualTo(200);
    }

    @Test
    void halfBody_announcesMoreThanItSends() throws IOException {
        client.fault("{\"kind\":\"halfBody\",\"count\":1}");
        String answer = raw("serverInfo");
        String[] parts = answer.split("\r\n\r\n", 2);
        int announced = Integer.parseInt(parts[0].replaceFirst("(?is).*content-length: (\\d+).*", "$1"));
        assertThat(parts[1].getBytes(StandardCharsets.UTF_8).length).isPositive().isEqualTo(announced / 2);
    }

    @Test
    void halfJson_isCompleteHttp() {
        client.fault("{\"kind\":\"halfJson\",\"count\":1}");
        HttpResponse<byte[]> answer = client.get("myself");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> JiraClient.json(answer)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void throttle_tellsToWaitInSeconds_byDate_orNotAtAll() {
        client.fault("{\"kind\":\"throttle\",\"count\":1,\"retryAfterSeconds\":7}");
        HttpResponse<byte[]> seconds = client.get("myself");
        assertThat(seconds.statusCode()).isEqualTo(429);
        assertThat(seconds.headers().firstValue("Retry-After")).contains("7");
        assertThat(seconds.headers().firstValue("RateLimit-Reason")).isPresent();
        client.fault("{\"kind\":\"throttle\",\"count\":1,\"retryAfterSeconds\":3600,\"retryAfterDate\":true,\"status\":503}");
        HttpResponse<byte[]> date = client.get("myself");
        assertThat(date.statusCode()).isEqualTo(503);
        assertThat(ZonedDateTime.parse(date.headers().firstValue("Retry-After").orElseThrow(), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant()).isAfter(Instant.now().plusSeconds(3_000));
        client.fault("{\"kind\":\"throttle\",\"count\":1,\"retryAfterSeconds\":null}");
        assertThat(client.get("myself").headers().firstValue("Retry-After")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void serverError_hasTheStatusAskedFor(int status) {
        client.fault("{\"kind\":\"serverError\",\"status\":" + status + ",\"count\":1}");
        assertThat(client.get("myself").statusCode()).isEqualTo(status);
        assertThat(client.get("myself").statusCode()).isEqualTo(200);
    }

    @Test
    void serverErrorForSeconds_goesOnUntilCleared() {
        client.fault("{\"kind\":\"serverError\",\"seconds\":600}");
        assertThat(client.get("myself").statusCode()).isEqualTo(500);
        assertThat(client.get("serverInfo").statusCode()).isEqualTo(500);
    }

    @Test
    void html_comesEvenWith200() {
        client.fault("{\"kind\":\"html\",\"status\":200,\"count\":1}");
        HttpResponse<byte[]> answer = client.get("myself");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    }

    @Test
    void latency_isWaitedFor() {
        client.fault("{\"kind\":\"latency\",\"milliseconds\":300,\"jitter\":50}");
        Instant before = Instant.now();
        client.get("myself");
        assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(290));
    }

    @Test
    void slowBody_trickles() {
        client.fault("{\"kind\":\"slowBody\",\"bytesPerSecond\":500,\"count\":1}");
        Instant before = Instant.now();
        HttpResponse<byte[]> answer = client.get("myself");
        assertThat(JiraClient.json(answer).has("accountId")).isTrue();
        assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(300));
    }

    @Test
    void hugeBody_hasNoLength() {
        client.fault("{\"kind\":\"hugeBody\",\"megabytes\":20,\"count\":1}");
        HttpResponse<byte[]> answer = client.get("myself");
        assertThat(answer.body().length).isGreaterThan(20 * 1024 * 1024);
        assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
    }

    @Test
    void redirect_leadsElsewhere() {
        client.fault("{\"kind\":\"redirect\",\"location\":\"https://example.org/login\",\"count\":1}");
        HttpResponse<byte[]> answer = client.get("myself");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).contains("https://example.org/login");
    }

    @Test
    void routeNarrowsAFault_andTheListTellsHowOftenItFired() {
        client.fault("{\"kind\":\"serverError\",\"route\":\"search/jql\"}");
        assertThat(client.get("myself").statusCode()).isEqualTo(200);
        assertThat(client.search("created >= 0", "").statusCode()).isEqualTo(500);
        assertThat(client.search("created >= 0", "&fields=summary").statusCode()).isEqualTo(500);
        assertThat(client.admin("GET", "faults", "").path(0).path("fired").asInt()).isEqualTo(2);
    }

    @Test
    void unknownKindOrField_isNamed() {
        assertThatThrownBy(() -> client.fault("{\"kind\":\"gremlins\"}")).hasMessageContaining("gremlins");
        assertThatThrownBy(() -> client.fault("{\"kind\":\"reset\",\"often\":1}")).hasMessageContaining("often");
    }

    @Test
    void limit_refusesWhatIsTooMuch() {
        client.admin("POST", "limit", "{\"requestsPerSecond\":3}");
        try {
            assertThat(IntStream.range(0, 40).map(_ -> client.get("myself").statusCode()).toArray())
                    .contains(200).contains(429);
        } finally {
            client.admin("POST", "limit", "{\"requestsPerSecond\":0}");
        }
    }

    @Test
    void requestsAreCountedByRoute() {
        client.admin("DELETE", "requests", "");
        client.search("created >= 0", "&fields=key");
        client.search("created >= 0", "&fields=summary");
        client.get("issue/10001/comment");
        assertThat(client.admin("GET", "requests", "").toString())
                .isEqualTo("{\"total\":3,\"byRoute\":{\"issue/comment\":1,\"search/jql\":1,\"search/jql:ids\":1}}");
    }
}
