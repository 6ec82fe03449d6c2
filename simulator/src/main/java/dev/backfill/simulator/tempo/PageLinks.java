package dev.backfill.simulator.tempo;

import dev.backfill.simulator.http.HttpCall;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Links from page to page: they lead to where the call came in, with all that it asked for. */
final class PageLinks {

    private final String base;
    private final String filters;

    PageLinks(HttpCall call) {
        this.base = "http://" + call.header("host").orElse("127.0.0.1") + call.path();
        List<String> parts = new ArrayList<>();
        call.query().forEach((name, values) -> {
            if (!name.equals("offset") && !name.equals("limit")) {
                values.forEach(value -> parts.add(encode(name) + '=' + encode(value)));
            }
        });
        this.filters = String.join("&", parts);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A page. */
    String page(int offset, int limit) {
        return page(base, offset, limit);
    }

    /** A page somewhere else. */
    String page(String elsewhere, int offset, int limit) {
        return elsewhere + '?' + filters + (filters.isEmpty() ? "" : "&") + "offset=" + offset + "&limit=" + limit;
    }
}
