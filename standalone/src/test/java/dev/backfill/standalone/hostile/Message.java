package dev.backfill.standalone.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A request as it goes over the wire, byte for byte: nothing is mended, escaped or refused on this side. */
public final class Message {
    private static final String LINE = "\r\n";

    private final String head;
    private final byte[] body;
    private final String end;

    private Message(String head, byte[] body) {
        this(head, body, LINE);
    }

    private Message(String head, byte[] body, String end) {
        this.head = head;
        this.body = body;
        this.end = end;
    }

    static Message of(String method, String target) {
        return exactly(method + " " + target + " HTTP/1.1" + LINE + "Host: gateway.example" + LINE + "Connection: close" + LINE);
    }

    static Message get(String target) {
        return of("GET", target);
    }

    static Message post(String target) {
        return of("POST", target);
    }

    /** A head in so many words, to which headers may be added. */
    static Message exactly(String head) {
        return new Message(head, new byte[0]);
    }

    Message with(String header, String value) {
        return new Message(head + header + ": " + value + LINE, body);
    }

    /** With a key. */
    Message as(String key) {
        return with("X-Admin-Key", key);
    }

    Message bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    Message json(String text) {
        return with("Content-Type", "application/json").body(text.getBytes(StandardCharsets.UTF_8));
    }

    Message json(byte[] bytes) {
        return with("Content-Type", "application/json").body(bytes);
    }

    /** With its length. */
    Message body(byte[] bytes) {
        return new Message(with("Content-Length", String.valueOf(bytes.length)).head, bytes);
    }

    /** After the head, as it is. */
    Message followedBy(String bytes) {
        return new Message(head, bytes.getBytes(StandardCharsets.UTF_8));
    }

    /** The head goes on for ever: the empty line after it is missing. */
    Message withoutEnd() {
        return new Message(head, body, "");
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((head + end).getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
