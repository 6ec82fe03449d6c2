package dev.backfill.benchmarks;

import dev.backfill.standalone.BackfillSystem;
import dev.backfill.standalone.part.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Bare requests to the simulated Jira, without budget, retries or checks. */
final class JiraRequests implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final String authorization;

    JiraRequests(BackfillSystem system) {
        base = system.simulatorUri() + "/jira/rest/api/3/";
        String credentials = Simulator.USER + ":" + Simulator.TOKEN;
        authorization = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    byte[] post(String route, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + route))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the simulator answered " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
