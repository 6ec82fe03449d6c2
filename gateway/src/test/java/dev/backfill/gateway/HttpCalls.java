package dev.backfill.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client from outside, on the wire. */
public final class HttpCalls {
    /** An answer; {@code body} is missing if there was none. */
    public record Answer(int status, HttpHeaders headers, JsonNode body) {
        public @Nullable String header(String name) {
            return headers.firstValue(name).orElse(null);
        }

        public String problem() {
            return body.path("type").asString("none").replace("/problems/", "");
        }
    }

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    private final int port;
    private final List<String> headers = new ArrayList<>();

    public HttpCalls(int port) {
        this.port = port;
    }

    public HttpCalls with(String name, String value) {
        HttpCalls more = new HttpCalls(port);
        more.headers.addAll(headers);
        more.headers.add(name);
        more.headers.add(value);
        return more;
    }

    /** The answers in the order of the calls, which are made at the same time: each may wait for what is not there. */
    @SafeVarargs
    public static List<Answer> atOnce(Callable<Answer>... calls) throws Exception {
        return atOnce(List.of(calls));
    }

    /** As above, of whatever the calls come to. */
    public static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        List<T> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> answer : callers.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    public Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    public Answer post(String path) {
        return send("POST", path, BodyPublishers.noBody());
    }

    public Answer post(String path, String json) {
        return with("Content-Type", "application/json").send("POST", path, BodyPublishers.ofString(json));
    }

    public Answer send(String method, String path, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMinutes(2))
                .method(method, body);
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            String text = response.body().isEmpty() ? "null" : response.body();
            return new Answer(response.statusCode(), response.headers(), JsonMapper.shared().readTree(text));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
