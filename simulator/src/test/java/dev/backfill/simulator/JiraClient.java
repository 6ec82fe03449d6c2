package dev.backfill.simulator;

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
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to a server as a client would, and to its back door. */
final class JiraClient implements AutoCloseable {

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final SimulatorServer server;
    private final String authorization;

    JiraClient(SimulatorServer server) {
        this(server, SimulatorOptions.defaults().token());
    }

    JiraClient(SimulatorServer server, String token) {
        this.server = server;
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(
                (SimulatorOptions.defaults().email() + ":" + token).getBytes(StandardCharsets.UTF_8));
    }

    static JiraClient start(SimulatorOptions options) {
        return new JiraClient(Simulator.start(options));
    }

    SimulatorServer server() {
        return server;
    }

    HttpResponse<byte[]> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.baseUri() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", authorization).header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<byte[]> get(String path) {
        return send("GET", "/jira/rest/api/3/" + path, "");
    }

    HttpResponse<byte[]> post(String path, String body) {
        return send("POST", "/jira/rest/api/3/" + path, body);
    }

    JsonNode admin(String method, String path, String body) {
        return json(send(method, "/admin/jira/" + path, body));
    }

    void fault(String json) {
        HttpResponse<byte[]> answer = send("POST", "/admin/jira/faults", json);
        if (answer.statusCode() != 200) {
            throw new IllegalArgumentException(new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    static JsonNode json(HttpResponse<byte[]> answer) {
        return MAPPER.readTree(answer.body());
    }

    static String error(HttpResponse<byte[]> answer) {
        return json(answer).path("errorMessages").path(0).asString();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    HttpResponse<byte[]> search(String jql, String more) {
        return get("search/jql?jql=" + encode(jql) + more);
    }

    /** Ids of all pages in order, doubles included. */
    List<String> idsOfAllPages(String jql, int pageSize) {
        List<String> ids = new ArrayList<>();
        String token = "";
        do {
            HttpResponse<byte[]> answer = search(jql, "&maxResults=" + pageSize + token);
            if (answer.statusCode() != 200) {
                throw new IllegalArgumentException(error(answer));
            }
            JsonNode page = json(answer);
            page.path("issues").forEach(issue -> ids.add(issue.path("id").asString()));
            token = page.has("nextPageToken") ? "&nextPageToken=" + page.get("nextPageToken").asString() : "";
        } while (!token.isEmpty());
        return ids;
    }

    JsonNode issue(String idOrKey) {
        return json(get("issue/" + idOrKey + "?fields=*all&expand=changelog"));
    }

    List<JsonNode> manifest() {
        String lines = new String(send("GET", "/admin/jira/manifest", "").body(), StandardCharsets.UTF_8);
        return lines.lines().map(MAPPER::readTree).toList();
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
