package dev.backfill.simulator;

import dev.backfill.simulator.fireflies.FirefliesOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the simulated Fireflies as a client would, and to its back door. */
final class FirefliesClient implements AutoCloseable {

    static final JsonMapper MAPPER = JsonMapper.builder().build();
    static final String BEFORE_ALL = "2000-01-01T00:00:00.000Z";
    static final String AFTER_ALL = "2100-01-01T00:00:00.000Z";

    private final HttpClient http = HttpClient.newHttpClient();
    private final SimulatorServer server;
    private final String token;

    FirefliesClient(SimulatorServer server, String token) {
        this.server = server;
        this.token = token;
    }

    static FirefliesClient start(SimulatorOptions options) {
        return new FirefliesClient(Simulator.start(options.withIssues(0)), options.fireflies().token());
    }

    static FirefliesClient start(int meetings) {
        return start(SimulatorOptions.defaults().withFireflies(FirefliesOptions.defaults().withMeetings(meetings)));
    }

    SimulatorServer server() {
        return server;
    }

    HttpResponse<byte[]> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.baseUri() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<byte[]> post(String query, Map<String, ?> variables) {
        return send("POST", "/fireflies/graphql", MAPPER.writeValueAsString(Map.of("query", query, "variables", variables)));
    }

    /** The body of an answer of 200. */
    JsonNode query(String query) {
        return query(query, Map.of());
    }

    JsonNode query(String query, Map<String, ?> variables) {
        HttpResponse<byte[]> answer = post(query, variables);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return json(answer);
    }

    JsonNode transcripts(String arguments, String fields) {
        return query("{ transcripts(%s) { %s } }".formatted(arguments, fields)).path("data").path("transcripts");
    }

    JsonNode transcript(String id, String fields) {
        return query("query($id: String!) { transcript(id: $id) { " + fields + " } }", Map.of("id", id)).path("data").path("transcript");
    }

    /** Ids of all pages in order, doubles included. */
    List<String> idsOfAllPages(String arguments, int pageSize) {
        List<String> ids = new ArrayList<>();
        JsonNode page;
        do {
            page = transcripts(arguments + " limit: " + pageSize + ", skip: " + ids.size(), "id");
            page.forEach(transcript -> ids.add(transcript.path("id").asString()));
        } while (page.size() > 0);
        return ids;
    }

    JsonNode admin(String method, String path, String body) {
        HttpResponse<byte[]> answer = send(method, "/admin/fireflies/" + path, body);
        if (answer.statusCode() != 200) {
            throw new IllegalArgumentException(new String(answer.body(), StandardCharsets.UTF_8));
        }
        return json(answer);
    }

    void fault(String json) {
        admin("POST", "faults", json);
    }

    List<JsonNode> manifest() {
        return manifest("");
    }

    List<JsonNode> manifest(String query) {
        String lines = new String(send("GET", "/admin/fireflies/manifest" + query, "").body(), StandardCharsets.UTF_8);
        return lines.lines().map(line -> (JsonNode) MAPPER.readTree(line)).toList();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static JsonNode json(HttpResponse<byte[]> answer) {
        return MAPPER.readTree(answer.body());
    }

    static String code(JsonNode answer) {
        return answer.path("errors").path(0).path("code").asString("");
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
