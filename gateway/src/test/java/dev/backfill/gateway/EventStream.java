package dev.backfill.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of one event stream, that reads as fast as it can. */
public final class EventStream implements Flow.Subscriber<String>, AutoCloseable {
    /** As the client dispatches it; {@code id} is the last one that was sent. */
    public record Event(String id, String name, JsonNode data) {
        /** The number in an id such as {@code jira-2026-11-24-k3f9:17}. */
        public long number() {
            return Long.parseLong(id.split(":")[1]);
        }
    }

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public final List<Event> events = new CopyOnWriteArrayList<>();
    public final List<String> comments = new CopyOnWriteArrayList<>();
    public final List<String> retries = new CopyOnWriteArrayList<>();
    private final CompletableFuture<HttpResponse<Void>> answer;
    private final CompletableFuture<HttpResponse.ResponseInfo> begun = new CompletableFuture<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean ended;
    private String id = "";
    private String name = "message";
    private @Nullable String data;

    private EventStream(HttpRequest request) {
        answer = CLIENT.sendAsync(request, info -> {
            begun.complete(info);
            return BodySubscribers.fromLineSubscriber(this);
        });
        answer.whenComplete((done, failure) -> ended = true);
    }

    /** @param headers names and values in turn, beside the admin key */
    public static EventStream open(int port, String run, String... headers) {
        return openAs(port, run, Stream.concat(Stream.of("X-Admin-Key", RunningGateway.ADMIN_KEY), Stream.of(headers)).toArray(String[]::new));
    }

    /** @param headers names and values in turn, a credential among them */
    public static EventStream openAs(int port, String run, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/backfills/" + run + "/events"))
                .header("Accept", "text/event-stream");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new EventStream(request.build());
    }

    /** Whether the server has ended the stream, in whatever way. */
    public boolean ended() {
        return ended;
    }

    public int status() {
        return begun.join().statusCode();
    }

    public HttpHeaders headers() {
        return begun.join().headers();
    }

    /** The transitions, without progress and end. */
    public List<Event> transitions() {
        return events.stream().filter(event -> !List.of("progress", "end").contains(event.name())).toList();
    }

    public List<String> names() {
        return events.stream().map(Event::name).toList();
    }

    @Override
    public void onSubscribe(Flow.Subscription started) {
        subscription = started;
        started.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (line.isEmpty()) {
            if (data != null) {
                events.add(new Event(id, name, JsonMapper.shared().readTree(data)));
            }
            name = "message";
            data = null;
        } else if (line.startsWith(":")) {
            comments.add(line.substring(1).strip());
        } else {
            String value = line.substring(line.indexOf(':') + 1).stripLeading();
            switch (line.substring(0, line.indexOf(':'))) {
                case "id" -> id = value;
                case "event" -> name = value;
                case "data" -> data = data == null ? value : data + "\n" + value;
                case "retry" -> retries.add(value);
                default -> throw new IllegalStateException(line);
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        ended = true;
    }

    @Override
    public void onComplete() {
        ended = true;
    }

    @Override
    public void close() {
        answer.cancel(true);
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }
}
