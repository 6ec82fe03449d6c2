package dev.backfill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedGateway.class)
class ManagementPortTest {
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void scrapeNeedsNoCredential(RunningGateway running) throws Exception {
        HttpResponse<String> scrape = send(running.managementPort(), "GET", "/actuator/prometheus");
        assertThat(scrape.statusCode()).isEqualTo(200);
        assertThat(scrape.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(scrape.body()).contains("jvm_memory_used_bytes").doesNotContain(RunningGateway.ADMIN_KEY);
    }

    @Test
    void health_saysNothingButTheStatus(RunningGateway running) throws Exception {
        for (String path : new String[] {"/actuator/health/liveness", "/actuator/health/readiness"}) {
            HttpResponse<String> health = send(running.managementPort(), "GET", path);
            assertThat(health.statusCode()).as(path).isEqualTo(200);
            assertThat(health.body()).isEqualTo("{\"status\":\"UP\"}");
        }
        assertThat(send(running.managementPort(), "GET", "/actuator/health/readiness/backfill").statusCode()).isEqualTo(404);
        assertThat(send(running.managementPort(), "GET", "/actuator/health").body()).doesNotContain("components", "details");
    }

    /** Not even to the administrator: nothing of the public interface, and no endpoint that shows or changes the process. */
    @ParameterizedTest
    @ValueSource(strings = {
        "/", "/actuator", "/actuator/", "/actuator/env", "/actuator/heapdump", "/actuator/threaddump", "/actuator/beans",
        "/actuator/configprops", "/actuator/loggers", "/actuator/metrics", "/actuator/mappings", "/actuator/info", "/actuator/shutdown",
        "/actuator/../api/v1/backfills", "/actuator/%2e%2e/api/v1/backfills", "//api/v1/backfills", "/api/v1/backfills",
        "/api/v1/backfills/jira", "/health/live", "/health/ready", "/problems/not-found"
    })
    void everythingElse_isNotThere(String path, RunningGateway running) throws Exception {
        for (String method : new String[] {"GET", "POST"}) {
            HttpResponse<String> answer = send(running.managementPort(), method, path, "X-Admin-Key", RunningGateway.ADMIN_KEY);
            assertThat(answer.statusCode()).as(method).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("backfills\":");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/prometheus", "/actuator/health", "/actuator/env", "/actuator/heapdump", "/actuator/shutdown"})
    void publicPort_hasNoneOfIt(String path, RunningGateway running) throws Exception {
        for (String method : new String[] {"GET", "POST"}) {
            assertThat(send(running.port(), method, path).statusCode()).isEqualTo(401);
            HttpResponse<String> answer = send(running.port(), method, path, "X-Admin-Key", RunningGateway.ADMIN_KEY);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("/problems/not-found");
        }
    }

    @Test
    void onePortForBoth_isRefused() throws Exception {
        Map<String, String> one = Map.of("SERVER_PORT", "8123", "BACKFILL_MANAGEMENT_PORT", "8123");
        StartRefusalTest.Ending ending = StartRefusalTest.start(StartRefusalTest.completeWith(one));
        assertThat(ending.exitCode()).isEqualTo(1);
        assertThat(ending.output()).contains("BACKFILL_MANAGEMENT_PORT must be another than SERVER_PORT").doesNotContain("\tat ");

        Map<String, String> wrong = Map.of(
                "BACKFILL_MANAGEMENT_PORT", "70000", "BACKFILL_MANAGEMENT_ADDRESS", " ", "BACKFILL_LOG_FORMAT", "xml", "BACKFILL_LOG_FROMAT", "json");
        assertThat(StartRefusalTest.start(StartRefusalTest.completeWith(wrong)).output())
                .contains("BACKFILL_MANAGEMENT_PORT must be from 0 to 65535", "BACKFILL_MANAGEMENT_ADDRESS must be")
                .contains("BACKFILL_LOG_FORMAT must be text or json", "BACKFILL_LOG_FROMAT is not a setting");
    }

    private HttpResponse<String> send(int port, String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
