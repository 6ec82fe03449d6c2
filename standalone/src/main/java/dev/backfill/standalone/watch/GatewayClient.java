package dev.backfill.standalone.watch;

import dev.backfill.standalone.process.Pause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The gateway's HTTP API, as far as it is needed here. Every call goes on trying while the gateway or what it needs is away. */
public final class GatewayClient {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String BACKFILLS = "/api/v1/backfills";

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final URI gateway;
    private final String adminKey;

    public GatewayClient(URI gateway, String adminKey) {
        this.gateway = gateway;
        this.adminKey = adminKey;
    }

    /**
     * Starts a backfill, once, however often the request has to be repeated.
     *
     * @param source its id
     * @param body what to pull; empty for everything the gateway allows by default
     * @return its id
     * @throws GatewayException if the gateway refuses, or stays away for 3 minutes
     */
    public String start(String source, ObjectNode body) {
        HttpRequest request = request(starts(source))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        return answer(request).path("id").asString("");
    }

    /** Where its backfills are started. */
    public static String starts(String source) {
        return BACKFILLS + "/" + source;
    }

    /** The ids of the sources that workers serve now. */
    public List<String> available() {
        return answer(request("/api/v1/sources").build()).path("sources").valueStream()
                .filter(source -> source.path("available").asBoolean(false))
                .map(source -> source.path("id").asString(""))
                .toList();
    }

    /** The run as it is now. */
    public RunView run(String id) {
        return RunView.from(answer(request(BACKFILLS + "/" + id).build()));
    }

    /** The latest run of a source that has not come to its end, if there is one. */
    public Optional<RunView> unfinished(String source) {
        JsonNode answer = answer(request(BACKFILLS + "?limit=100&source=" + source).build());
        return answer.path("backfills").valueStream().map(RunView::from).filter(run -> !run.id().isEmpty() && !run.isFinal()).findFirst();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path)).timeout(Duration.ofSeconds(15)).header("X-Admin-Key", adminKey);
    }

    private JsonNode answer(HttpRequest request) {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        String lastFailure = "no answer";
        while (System.nanoTime() < giveUpAt) {
            try {
                HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
                if (response.statusCode() / 100 == 2) {
                    return JSON.readTree(response.body());
                }
                lastFailure = response.statusCode() + " " + detail(response.body());
                if (response.statusCode() / 100 == 4 && response.statusCode() != 429) {
                    break;
                }
            } catch (IOException | JacksonException e) {
                lastFailure = String.valueOf(e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            Pause.milliseconds(250);
        }
        throw new GatewayException("the gateway, " + request.method() + " " + request.uri().getPath() + ": " + lastFailure);
    }

    /** Errors come as problem details. */
    private static String detail(String body) {
        try {
            JsonNode problem = JSON.readTree(body);
            return problem.path("detail").asString(problem.path("title").asString(""));
        } catch (JacksonException e) {
            return "";
        }
    }
}
