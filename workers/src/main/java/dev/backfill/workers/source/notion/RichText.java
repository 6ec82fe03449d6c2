package dev.backfill.workers.source.notion;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Rich text as plain text: mentions and dates by what they show, links with their addresses. */
final class RichText {
    private RichText() {}

    /** Of an array of runs; empty for anything else. */
    static String read(JsonNode runs) {
        StringBuilder text = new StringBuilder();
        if (runs.isArray()) {
            runs.forEach(run -> append(run, text));
        }
        return text.toString();
    }

    private static void append(JsonNode run, StringBuilder text) {
        String shown = Objects.requireNonNullElse(shown(run), "");
        text.append(shown);
        String href = NotionValues.text(run, "href");
        boolean isLink = href != null && !href.isBlank() && !href.equals(shown) && !"mention".equals(NotionValues.text(run, "type"));
        if (isLink) {
            text.append(" (").append(href.startsWith("/") ? "https://app.notion.com" + href : href).append(')');
        }
    }

    private static @Nullable String shown(JsonNode run) {
        String plain = NotionValues.text(run, "plain_text");
        if (plain != null) {
            return plain;
        }
        String content = NotionValues.text(run, "text", "content");
        return content != null ? content : NotionValues.text(run, "equation", "expression");
    }

    /** As a date shows: its beginning, and its end if it has one. */
    static @Nullable String date(JsonNode date) {
        String start = NotionValues.text(date, "start");
        String end = NotionValues.text(date, "end");
        return start == null || end == null ? start : start + " → " + end;
    }
}
