package dev.backfill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedGateway.class)
class MetricsTest {
    private static final String START = "/api/v1/backfills/jira";

    private RunningGateway gateway;

    @BeforeEach
    void connect(RunningGateway running) {
        gateway = running;
    }

    @Test
    void whatACallerMakesUp_isNeverALabel() throws Exception {
        String invented = "made-up-" + UUID.randomUUID();
        gateway.calls().get("/" + invented);
        new HttpCalls(gateway.port()).get("/" + invented);
        gateway.calls().post("/api/v1/backfills/" + invented);
        gateway.calls().get("/api/v1/backfills/" + invented + "/partitions");
        gateway.calls().with("User-Agent", invented).with("X-Request-ID", invented).get("/api/v1/backfills?cursor=" + invented);
        gateway.calls().send("MADEUP", "/api/v1/backfills", BodyPublishers.noBody());

        await().untilAsserted(() -> assertThat(scrape()).contains("uri=\"/api/v1/backfills/{id}/partitions\"", "method=\"UNKNOWN\""));
        assertThat(scrape()).doesNotContain(invented, "made-up", "MADEUP");
    }

    @Test
    void starts_areCountedByTheirOutcome() throws Exception {
        double accepted = starts("accepted");
        double reused = starts("idempotency_key_reused");
        HttpCalls keyed = gateway.calls().with("Idempotency-Key", UUID.randomUUID().toString());
        keyed.post(START, "{\"days\": 2}");
        keyed.post(START, "{\"days\": 3}");

        assertThat(starts("accepted")).isEqualTo(accepted + 1);
        assertThat(starts("idempotency_key_reused")).isEqualTo(reused + 1);
    }

    private double starts(String outcome) throws Exception {
        String sample = "backfill_starts_total{outcome=\"" + outcome + "\",source=\"jira\"} ";
        return scrape().lines()
                .filter(line -> line.startsWith(sample))
                .mapToDouble(line -> Double.parseDouble(line.substring(sample.length())))
                .sum();
    }

    private String scrape() throws Exception {
        URI address = URI.create("http://127.0.0.1:" + gateway.managementPort() + "/actuator/prometheus");
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    }
}
