package dev.backfill.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to Tempo as a client would, and to its back door. */
final class TempoClient implements AutoCloseable {

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final SimulatorServer server;

    TempoClient(SimulatorServer server) {
        this.server = server;
    }

    static TempoClient start(SimulatorOptions options) {
        return new TempoClient(Simulator.start(options));
    }

    SimulatorServer server() {
        return server;
    }

    HttpResponse<byte[]> send(String method, URI uri, String token, String body) {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<byte[]> get(String path, String token) {
        return send("GET", URI.create(server.baseUri() + "/tempo/4/" + path), token, "");
    }

    HttpResponse<byte[]> get(String path) {
        return get(path, TempoOptions.defaults().token());
    }

    JsonNode list(String query) {
        return json(get("worklogs?" + query));
    }

    /** The pages that the links lead to, from one on. */
    List<JsonNode> pages(String query) {
        List<JsonNode> pages = new ArrayList<>(List.of(list(query)));
        while (pages.getLast().path("metadata").has("next")) {
            URI next = URI.create(pages.getLast().path("metadata").path("next").asString());
            pages.add(json(send("GET", next, TempoOptions.defaults().token(), "")));
        }
        return pages;
    }

    /** Ids of all pages in order, doubles included. */
    List<Long> ids(String query) {
        return pages(query).stream().flatMap(page -> ids(page).stream()).toList();
    }

    static List<Long> ids(JsonNode page) {
        return page.path("results").valueStream().map(worklog -> worklog.path("tempoWorklogId").asLong()).toList();
    }

    JsonNode admin(String method, String path, String body) {
        return json(send(method, URI.create(server.baseUri() + "/admin/tempo/" + path), "", body));
    }

    void fault(String json) {
        if (!admin("POST", "faults", json).has("ok")) {
            throw new IllegalArgumentException(json);
        }
    }

    List<JsonNode> manifest(String query) {
        byte[] lines = send("GET", URI.create(server.baseUri() + "/admin/tempo/manifest?" + query), "", "").body();
        return new String(lines, StandardCharsets.UTF_8).lines().map(MAPPER::readTree).toList();
    }

    List<Long> manifestIds(String query) {
        return manifest(query).stream().map(line -> line.path("id").asLong()).toList();
    }

    static JsonNode json(HttpResponse<byte[]> answer) {
        return MAPPER.readTree(answer.body());
    }

    /** The id of a worklog's issue, of its address: the member {@code id} need not be there. */
    static String issue(JsonNode worklog) {
        return worklog.path("issue").path("self").asString().replaceFirst(".*/", "");
    }

    static String error(HttpResponse<byte[]> answer) {
        return json(answer).path("errors").path(0).path("message").asString();
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
