package dev.backfill.simulator;

import dev.backfill.simulator.notion.NotionOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Talks to the simulated Notion as a client would, and to its back door. */
final class NotionClient implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    static final String NEW = "2025-09-03";
    static final String OLD = "2022-06-28";

    private final HttpClient http = HttpClient.newHttpClient();
    private final SimulatorServer server;

    private NotionClient(SimulatorServer server) {
        this.server = server;
    }

    static SimulatorOptions options(int pages) {
        return SimulatorOptions.defaults().withIssues(1).withNow(NOW).withNotion(NotionOptions.defaults().withPages(pages));
    }

    static NotionClient start(SimulatorOptions options) {
        return new NotionClient(Simulator.start(options));
    }

    HttpResponse<byte[]> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.baseUri() + path)).timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<byte[]> call(String version, String method, String path, String body) {
        return send(method, "/notion/v1/" + path, body, "Authorization", "Bearer simulator-token", "Notion-Version", version);
    }

    HttpResponse<byte[]> get(String path) {
        return call(NEW, "GET", path, "");
    }

    HttpResponse<byte[]> post(String path, String body) {
        return call(NEW, "POST", path, body);
    }

    JsonNode read(String path) {
        return json(get(path));
    }

    static JsonNode json(HttpResponse<byte[]> answer) {
        return JiraClient.MAPPER.readTree(answer.body());
    }

    static String code(HttpResponse<byte[]> answer) {
        return answer.statusCode() + " " + json(answer).path("code").asString();
    }

    static List<String> ids(JsonNode list) {
        return list.path("results").valueStream().map(record -> record.path("id").asString()).toList();
    }

    /** All pages of a list that is asked for with a body. */
    List<JsonNode> all(String version, String path, String body) {
        List<JsonNode> records = new ArrayList<>();
        ObjectNode request = (ObjectNode) JiraClient.MAPPER.readTree(body);
        boolean more = true;
        while (more) {
            HttpResponse<byte[]> answer = call(version, "POST", path, request.toString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(new String(answer.body(), StandardCharsets.UTF_8));
            }
            JsonNode list = json(answer);
            list.path("results").forEach(records::add);
            more = list.path("has_more").asBoolean();
            request.set("start_cursor", list.get("next_cursor"));
        }
        return records;
    }

    List<String> allIds(String path, String body) {
        return all(NEW, path, body).stream().map(record -> record.path("id").asString()).toList();
    }

    /** All pages of a list that is asked for with a query. */
    List<JsonNode> all(String path) {
        List<JsonNode> records = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode list = read(path + (path.contains("?") ? "&" : "?") + "page_size=100" + cursor);
            list.path("results").forEach(records::add);
            cursor = list.path("has_more").asBoolean() ? "&start_cursor=" + list.path("next_cursor").asString() : "";
        } while (!cursor.isEmpty());
        return records;
    }

    List<JsonNode> children(String id) {
        return all("blocks/" + id + "/children");
    }

    JsonNode admin(String method, String path, String body) {
        return json(send(method, "/admin/notion/" + path, body));
    }

    JsonNode mutate(String id, String verb, String body) {
        return admin("POST", "objects/" + id + "/" + verb, body);
    }

    void fault(String json) {
        HttpResponse<byte[]> answer = send("POST", "/admin/notion/faults", json);
        if (answer.statusCode() != 200) {
            throw new IllegalArgumentException(new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    List<JsonNode> manifest(String query) {
        String lines = new String(send("GET", "/admin/notion/manifest?" + query, "").body(), StandardCharsets.UTF_8);
        return lines.lines().map(line -> JiraClient.MAPPER.readTree(line)).toList();
    }

    /** A row of the data source that has the most. */
    JsonNode rowLine() {
        Map<String, List<JsonNode>> rows = manifest("").stream().filter(line -> line.path("listed").asBoolean())
                .filter(line -> !line.path("partition").asString().equals("workspace"))
                .collect(Collectors.groupingBy(line -> line.path("partition").asString()));
        return rows.values().stream().max(Comparator.comparingInt(List::size)).orElseThrow().getFirst();
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
