package dev.backfill.standalone.hostile;

import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came back until the connection was closed.
 *
 * @param status 0 if it was closed, or never opened, without an answer
 */
public record Answer(int status, List<String> headers, String body) {
    static final Answer NONE = new Answer(0, List.of(), "");

    static Answer parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end == -1) {
            return NONE;
        }
        List<String> head = List.of(text.substring(0, end).split("\r\n"));
        return new Answer(Integer.parseInt(head.getFirst().split(" ")[1]), head.subList(1, head.size()), text.substring(end + 4));
    }

    /** All values of a header, in their order. */
    List<String> all(String name) {
        return headers.stream()
                .filter(header -> header.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(header -> header.substring(name.length() + 1).strip())
                .toList();
    }

    /** The value of a header, or an empty text. */
    public String header(String name) {
        return String.join("; ", all(name));
    }

    public JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    String whole() {
        return status + "\n" + String.join("\n", headers) + "\n\n" + body;
    }
}
