package dev.backfill.gateway.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.JavaCommand;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Nothing blocks the event loop, on any route, with any credential, with or without a body. */
@ExtendWith(SharedGateway.class)
@Timeout(600)
class EventLoopTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(30)).build();

    @TempDir
    Path folder;

    private int port;

    @Test
    void noRouteBlocks_andItWouldBeSeen(RunningGateway running) throws Exception {
        port = RunningGateway.freePort();
        Process process = start(running);
        try {
            await().atMost(Duration.ofMinutes(4)).ignoreExceptions().until(() -> status("GET", "/health/live", false, "") == 200);
            List<String> routes = get(WatchedGateway.ROUTES_PATH).lines().toList();
            assertThat(routes).contains("POST /api/v1/backfills/{source}", "GET /api/v1/backfills", "GET /health/ready");
            String id = running.calls().post("/api/v1/backfills/jira").body().path("id").asString();
            assertThat(callAll(routes, id)).isEmpty();
            assertThat(get(WatchedGateway.CAUGHT_PATH).lines()).isEmpty();

            assertThat(get(WatchedGateway.BLOCKING_PATH)).isEqualTo("blocked");
            assertThat(get(WatchedGateway.CAUGHT_PATH)).contains("java.lang.Thread.sleep", "WatchedGateway$Watch.block");
        } finally {
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Process start(RunningGateway running) throws IOException {
        // BlockHound adds methods to classes of the JDK.
        ProcessBuilder command =
                JavaCommand.of(WatchedGateway.class, "-XX:+AllowRedefinitionToAddDeleteMethods", "-XX:+EnableDynamicAgentLoading");
        command.command().addAll(running.argumentsOfAnother("server.port=" + port));
        return command.redirectErrorStream(true)
                .redirectOutput(Files.createFile(folder.resolve("output")).toFile())
                .start();
    }

    /** The calls that were answered with an error of ours. */
    private List<String> callAll(List<String> routes, String id) throws Exception {
        List<String> others = List.of("GET /nothing", "GET //api", "TRACE /api/v1/backfills", "OPTIONS /api/v1/backfills");
        List<String> failures = new ArrayList<>();
        // One after another: what is made when it is met first, such as the readers of types, is made under locks.
        for (String route : Stream.concat(routes.stream(), others.stream()).filter(route -> !waitsForWorker(route)).toList()) {
            for (Callable<Optional<String>> call : calls(route, id).toList()) {
                call.call().ifPresent(failures::add);
            }
        }
        HttpCalls.atOnce(routes.stream().filter(EventLoopTest::waitsForWorker).flatMap(route -> calls(route, id)).toList())
                .forEach(failure -> failure.ifPresent(failures::add));
        return failures;
    }

    private static boolean waitsForWorker(String route) {
        return route.endsWith("/dry-run") || route.endsWith("/test-query");
    }

    private Stream<Callable<Optional<String>>> calls(String route, String id) {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(route.indexOf(' ') + 1).replace("{source}", "jira").replace("{id}", id).replaceAll("\\{[^}]*}", "x");
        Stream<String> bodies = method.equals("GET") ? Stream.of("") : Stream.of("", "{}", "{\"days\": 0}", "{");
        return bodies.flatMap(body -> Stream.of(true, false).map(admin -> () ->
                status(method, path, admin, body) == 500 ? Optional.of(route + " with " + body) : Optional.empty()));
    }

    private int status(String method, String path, boolean admin, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMinutes(2))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "event-loop-" + System.nanoTime())
                .header("Origin", RunningGateway.WEB_BASE_URL)
                .header("X-Admin-Key", admin ? RunningGateway.ADMIN_KEY : "wrong");
        HttpResponse<InputStream> response = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
        try (InputStream stream = response.body()) {
            // A stream of events has no end.
            boolean endless = response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
            if (endless) {
                stream.read();
            } else {
                stream.readAllBytes();
            }
        }
        return response.statusCode();
    }

    private String get(String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(), BodyHandlers.ofString()).body();
    }
}
