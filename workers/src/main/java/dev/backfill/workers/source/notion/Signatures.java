package dev.backfill.workers.source.notion;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes the signatures off the addresses of files that Notion hosts: they are of no use after an hour, and others in each answer. */
final class Signatures {
    private static final String EXPIRY = "expiry_time";

    private Signatures() {}

    /** In place. */
    static void cut(JsonNode node) {
        if (node instanceof ObjectNode object && object.has(EXPIRY)) {
            object.remove(EXPIRY);
            String url = NotionValues.text(object, "url");
            if (url != null) {
                object.put("url", withoutQuery(url));
            }
        }
        List<JsonNode> inner = new ArrayList<>();
        node.values().forEach(inner::add);
        inner.forEach(Signatures::cut);
    }

    private static String withoutQuery(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    /** What a file is called, by the end of its address. */
    static @Nullable String fileName(String url) {
        String path = withoutQuery(url);
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.isBlank() ? null : name;
    }
}
