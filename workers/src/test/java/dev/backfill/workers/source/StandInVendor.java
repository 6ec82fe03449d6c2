package dev.backfill.workers.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that answers from a table of routes, so that a test says in its own words what a vendor answers. What was added last is asked
 * first; what no route takes is answered with 404.
 */
public final class StandInVendor implements AutoCloseable {
    /** @param parts what the groups of the route's pattern matched */
    public record Call(String method, String path, Map<String, String> query, String body, List<String> parts) {
        public int number(String parameter, int absent) {
            return Integer.parseInt(query.getOrDefault(parameter, Integer.toString(absent)));
        }
    }

    public record Reply(int status, String json) {}

    private record Route(String method, Pattern path, Function<Call, Reply> answer) {}

    private final HttpServer server;
    private final List<Route> routes = new CopyOnWriteArrayList<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    public StandInVendor() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** @param path a pattern of the whole path */
    public StandInVendor on(String method, String path, Function<Call, Reply> answer) {
        routes.addFirst(new Route(method, Pattern.compile(path), answer));
        return this;
    }

    /** The calls that came in whose path matches, in order. */
    public List<Call> calls(String path) {
        return calls.stream().filter(call -> call.path().matches(path)).toList();
    }

    public void forgetCalls() {
        calls.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Reply reply = reply(exchange.getRequestMethod(), exchange.getRequestURI(), body);
            byte[] json = reply.json().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
            exchange.sendResponseHeaders(reply.status(), json.length == 0 ? -1 : json.length);
            exchange.getResponseBody().write(json);
        }
    }

    private Reply reply(String method, URI uri, String body) {
        for (Route route : routes) {
            Matcher match = route.path().matcher(uri.getPath());
            if (route.method().equals(method) && match.matches()) {
                List<String> parts = new ArrayList<>();
                for (int group = 1; group <= match.groupCount(); group++) {
                    parts.add(match.group(group));
                }
                Call call = new Call(method, uri.getPath(), query(uri), body, parts);
                calls.add(call);
                return route.answer().apply(call);
            }
        }
        calls.add(new Call(method, uri.getPath(), query(uri), body, List.of()));
        return new Reply(404, "{\"errorMessages\":[\"nothing here\"],\"errors\":{}}");
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new HashMap<>();
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&")) {
                String[] sides = pair.split("=", 2);
                query.put(sides[0], URLDecoder.decode(sides.length > 1 ? sides[1] : "", StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
