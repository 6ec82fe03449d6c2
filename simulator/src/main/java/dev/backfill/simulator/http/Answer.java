package dev.backfill.simulator.http;

import dev.backfill.simulator.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.reactivestreams.Publisher;

/**
 * One answer, before it is sent.
 *
 * @param status HTTP status
 * @param headers without Content-Length, which the wire adds
 * @param body the whole body; empty when {@code stream} is there
 * @param delivery how it is sent
 * @param delay waited before the first byte
 * @param stream a body too large to hold, in chunks
 */
public record Answer(
        int status,
        Map<String, String> headers,
        byte[] body,
        Delivery delivery,
        Duration delay,
        Optional<Publisher<byte[]>> stream) {

    /** A JSON answer. */
    public static Answer json(int status, byte[] body) {
        return of(status, "application/json;charset=UTF-8", body);
    }

    /** A JSON answer of 200 from a tree or a record. */
    public static Answer json(Object value) {
        return json(200, Json.bytes(value));
    }

    /** A page such as a proxy in front sends. */
    public static Answer html(int status, String body) {
        return of(status, "text/html;charset=UTF-8", body.getBytes(StandardCharsets.UTF_8));
    }

    /** Lines of JSON, produced while they are sent. */
    public static Answer lines(Publisher<byte[]> lines) {
        return new Answer(200, Map.of("Content-Type", "application/x-ndjson"), new byte[0], new Delivery.Whole(),
                Duration.ZERO, Optional.of(lines));
    }

    private static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, Map.of("Content-Type", contentType), body, new Delivery.Whole(), Duration.ZERO,
                Optional.empty());
    }

    /** The same with one more header. */
    public Answer with(String name, String value) {
        return with(Map.of(name, value));
    }

    /** The same with more headers. */
    public Answer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, all, body, delivery, delay, stream);
    }

    /** The same, sent otherwise. */
    public Answer delivered(Delivery other) {
        return new Answer(status, headers, body, other, delay, stream);
    }

    /** The same, later. */
    public Answer delayed(Duration more) {
        return new Answer(status, headers, body, delivery, delay.plus(more), stream);
    }

    /** The same with another body. */
    public Answer replaced(byte[] other) {
        return new Answer(status, headers, other, delivery, delay, stream);
    }
}
