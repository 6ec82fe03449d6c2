package dev.backfill.workers.source.notion;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.backfill.workers.source.SourceFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Notion of a few objects that answers as its API reference says, caps and refusals included: what a test needs to be exactly so, and
 * the simulator does not make.
 */
final class NotionStandIn implements AutoCloseable {
    /** An answer to one request. */
    record Reply(int status, JsonNode body) {}

    /** @param path below {@code /v1/}, with the query */
    record Request(String method, String path, ObjectNode body) {
        int size() {
            Matcher given = Pattern.compile("page_size=(\\d+)").matcher(path);
            return given.find() ? Integer.parseInt(given.group(1)) : body.path("page_size").asInt(100);
        }
    }

    /** Answers before anything else does; null to leave it. */
    interface Rule {
        @Nullable Reply answer(Request request);
    }

    final Map<String, ObjectNode> pages = new LinkedHashMap<>();
    final Map<String, List<ObjectNode>> rows = new LinkedHashMap<>();
    final Map<String, List<ObjectNode>> children = new LinkedHashMap<>();
    final Map<String, ObjectNode> databases = new LinkedHashMap<>();
    final List<ObjectNode> searchableSources = new ArrayList<>();
    final List<Rule> rules = new CopyOnWriteArrayList<>();
    final List<Request> requests = new CopyOnWriteArrayList<>();
    /** The most that a query or a search gives. */
    int cap = 10_000;
    private final HttpServer server;

    NotionStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/v1/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    NotionSource source() {
        return source("2025-09-03");
    }

    NotionSource source(String version) {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new NotionSource(NotionFixture.http(SourceFixture.SETTINGS), new NotionProperties(address, "token", version, 10_000));
    }

    static String id(int number) {
        return "00000000-0000-0000-0000-%012x".formatted(number);
    }

    static ObjectNode error(int status, String code, String message) {
        return MAPPER.createObjectNode().put("object", "error").put("status", status).put("code", code).put("message", message);
    }

    /** Refuses what begins so. */
    void refuse(String method, String path, int status, String code, String message) {
        rules.add(request -> request.method().equals(method) && request.path().startsWith(path)
                ? new Reply(status, error(status, code, message)) : null);
    }

    /** A page at the top of the workspace. */
    ObjectNode page(int number, String title) {
        ObjectNode page = object("page", id(number), "2026-05-01T10:00:00.000Z");
        page.putObject("parent").put("type", "workspace").put("workspace", true);
        title(page, title);
        pages.put(id(number), page);
        return page;
    }

    /** A row, and its page. */
    ObjectNode row(int number, int source, String created) {
        ObjectNode row = object("page", id(number), created);
        row.put("last_edited_time", "2026-05-01T10:00:00.000Z");
        row.putObject("parent").put("type", "data_source_id").put("data_source_id", id(source)).put("database_id", id(source + 1));
        title(row, "Row " + number);
        rows.computeIfAbsent(id(source), none -> new ArrayList<>()).add(row);
        pages.put(id(number), row);
        return row;
    }

    /** A data source that searching finds. */
    ObjectNode searchable(int number) {
        ObjectNode source = object("data_source", id(number), "2026-05-01T10:00:00.000Z");
        source.putArray("title").addObject().put("plain_text", "Source " + number);
        source.putObject("parent").put("type", "database_id").put("database_id", id(number + 1));
        searchableSources.add(source);
        rows.computeIfAbsent(id(number), none -> new ArrayList<>());
        return source;
    }

    /** A block in a page or block. */
    ObjectNode block(int parent, int number, String type) {
        ObjectNode block = object("block", id(number), "2026-05-01T10:00:00.000Z").put("type", type).put("has_children", false);
        block.putObject(type);
        children.computeIfAbsent(id(parent), none -> new ArrayList<>()).add(block);
        return block;
    }

    void paragraph(int parent, int number, String text) {
        ObjectNode block = block(parent, number, "paragraph");
        ((ObjectNode) block.get("paragraph")).putArray("rich_text").addObject().put("type", "text").put("plain_text", text);
    }

    private static ObjectNode object(String kind, String id, String created) {
        return MAPPER.createObjectNode().put("object", kind).put("id", id).put("created_time", created)
                .put("last_edited_time", created).put("in_trash", false);
    }

    private static void title(ObjectNode page, String title) {
        page.putObject("properties").putObject("title").put("id", "title").put("type", "title")
                .putArray("title").addObject().put("type", "text").put("plain_text", title);
    }

    long asked(String method, String path) {
        return requests.stream().filter(request -> request.method().equals(method) && request.path().startsWith(path)).count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            ObjectNode body = sent.length == 0 ? MAPPER.createObjectNode() : (ObjectNode) MAPPER.readTree(sent);
            Request request = new Request(exchange.getRequestMethod(), exchange.getRequestURI().toString().substring("/v1/".length()), body);
            requests.add(request);
            Reply reply = rules.stream().map(rule -> rule.answer(request)).filter(answer -> answer != null).findFirst()
                    .orElseGet(() -> answer(request));
            byte[] bytes = reply.body().toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("content-type", "application/json");
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Reply answer(Request request) {
        String[] path = request.path().split("[/?]");
        String id = path.length > 1 ? path[1] : "";
        return switch (request.method() + " " + path[0] + (path.length > 2 && !path[2].contains("=") ? " " + path[2] : "")) {
            case "GET users" -> ok(path.length > 1 && id.equals("me") ? object("user", id(900), "") : list(request, List.of()));
            case "GET comments" -> ok(list(request, List.of()));
            case "POST search" -> search(request);
            case "POST data_sources query" -> rows.containsKey(id) ? query(request, rows.get(id)) : notFound(id);
            case "GET data_sources" -> searchableSources.stream().filter(source -> source.path("id").asString().equals(id)).findFirst()
                    .map(source -> new Reply(200, source.deepCopy())).orElseGet(() -> notFound(id));
            case "GET pages" -> found(pages.get(id), id);
            case "GET databases" -> found(databases.get(id), id);
            case "GET blocks children" -> pages.containsKey(id) || children.containsKey(id)
                    ? ok(list(request, children.getOrDefault(id, List.of()))) : notFound(id);
            default -> new Reply(400, error(400, "invalid_request_url", "Invalid request URL."));
        };
    }

    private static Reply ok(JsonNode body) {
        return new Reply(200, body);
    }

    private static Reply found(@Nullable ObjectNode object, String id) {
        return object == null ? notFound(id) : ok(object.deepCopy());
    }

    private static Reply notFound(String id) {
        return new Reply(404, error(404, "object_not_found", "Could not find object with ID: " + id));
    }

    private Reply search(Request request) {
        boolean forPages = request.body().path("filter").path("value").asString().equals("page");
        Stream<ObjectNode> found = forPages ? pages.values().stream().filter(page -> page.has("parent")) : searchableSources.stream();
        boolean ascending = request.body().path("sort").path("direction").asString().equals("ascending");
        return ok(capped(request, sorted(found.toList(), "last_edited_time", ascending)));
    }

    private Reply query(Request request, List<ObjectNode> all) {
        boolean archived = request.body().path("is_archived").asBoolean(false);
        List<ObjectNode> found = all.stream()
                .filter(row -> row.path("is_archived").asBoolean(false) == archived)
                .filter(row -> request.body().path("filter").path("and").valueStream().allMatch(condition -> holds(condition, row)))
                .toList();
        JsonNode sort = request.body().path("sorts").path(0);
        return ok(capped(request, sorted(found, sort.path("timestamp").asString(), sort.path("direction").asString().equals("ascending"))));
    }

    private static List<ObjectNode> sorted(List<ObjectNode> objects, String by, boolean ascending) {
        Comparator<ObjectNode> order = Comparator.comparing((ObjectNode object) -> object.path(by).asString())
                .thenComparing(object -> object.path("id").asString());
        return objects.stream().sorted(ascending ? order : order.reversed()).toList();
    }

    private static boolean holds(JsonNode condition, ObjectNode row) {
        String timestamp = condition.path("timestamp").asString();
        Instant time = Instant.parse(row.path(timestamp).asString());
        Predicate<String> after = operator -> !time.isBefore(Instant.parse(condition.path(timestamp).path(operator).asString()));
        return condition.path(timestamp).has("before") ? !after.test("before") : after.test("on_or_after");
    }

    private ObjectNode capped(Request request, List<ObjectNode> all) {
        ObjectNode list = list(request, all.subList(0, Math.min(cap, all.size())));
        if (all.size() > cap && !list.path("has_more").asBoolean()) {
            list.putObject("request_status").put("type", "incomplete").put("incomplete_reason", "query_result_limit_reached");
        }
        return list;
    }

    /** Cursors are places in the list. */
    private static ObjectNode list(Request request, List<ObjectNode> all) {
        Matcher given = Pattern.compile("start_cursor=(\\d+)").matcher(request.path());
        int from = given.find() ? Integer.parseInt(given.group(1)) : request.body().path("start_cursor").asInt(0);
        int to = Math.min(all.size(), from + request.size());
        ObjectNode list = MAPPER.createObjectNode().put("object", "list");
        all.subList(from, to).forEach(object -> list.withArray("results").add(object.deepCopy()));
        list.withArray("results");
        list.put("has_more", to < all.size());
        return to < all.size() ? list.put("next_cursor", Integer.toString(to)) : list.putNull("next_cursor");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
