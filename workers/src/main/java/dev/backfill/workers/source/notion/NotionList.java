package dev.backfill.workers.source.notion;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Paging, as all of Notion's lists have it: {@code results}, {@code has_more}, {@code next_cursor}. */
final class NotionList {
    private static final int MOST_PAGES = 20_000;
    private static final int MOST_WITHOUT_NEWS = 5;

    /** Asks for a page of a list. */
    interface Pages {
        ObjectNode page(int most, @Nullable String cursor);
    }

    private NotionList() {}

    /** @throws SourceException {@code MALFORMED_ANSWER} if there are none */
    static JsonNode results(JsonNode page) {
        JsonNode results = page.path("results");
        if (!results.isArray()) {
            throw SourceException.of(FailureType.MALFORMED_ANSWER, "Notion's list has no results member");
        }
        return results;
    }

    /** The cursor alone decides; {@code has_more} is only used to find a page that contradicts itself. */
    static @Nullable String next(JsonNode page) {
        if (contradictsItself(page)) {
            throw SourceException.aboutContent(
                    FailureType.MALFORMED_ANSWER, "Notion says that a page is not the last, but gives no cursor for the next");
        }
        return cursor(page);
    }

    /** @throws SourceException {@code CURSOR_LOOP} for a cursor that leads to the page that gave it */
    static void requireAnother(@Nullable String next, @Nullable String cursor) {
        if (next != null && next.equals(cursor)) {
            throw SourceException.of(FailureType.CURSOR_LOOP, "Notion gave a cursor that it had given before");
        }
    }

    private static @Nullable String cursor(JsonNode page) {
        String cursor = NotionValues.text(page, "next_cursor");
        return cursor == null || cursor.isEmpty() ? null : cursor;
    }

    /** Whether a page says that its list ends before everything was given, though nothing else shows it. */
    static boolean isCapped(JsonNode page) {
        return "incomplete".equals(NotionValues.text(page, "request_status", "type"));
    }

    private static boolean contradictsItself(JsonNode page) {
        return NotionValues.flag(page, "has_more") && cursor(page) == null;
    }

    /** An answer that contradicts itself is asked for once more, before what follows is taken for missing. */
    private static ObjectNode consistent(Pages pages, int most, @Nullable String cursor) {
        ObjectNode page = pages.page(most, cursor);
        return contradictsItself(page) ? pages.page(most, cursor) : page;
    }

    /**
     * Follows a list to its end.
     *
     * @param accept takes a page, and says whether it brought anything that earlier ones had not
     * @throws SourceException {@code MALFORMED_ANSWER} for a list that leads in a circle or has no end, or that Notion says is not whole
     */
    static void each(Pages pages, Predicate<ObjectNode> accept) {
        Set<String> cursors = new HashSet<>();
        String cursor = null;
        int withoutNews = 0;
        boolean capped = false;
        while (cursors.size() < MOST_PAGES && withoutNews <= MOST_WITHOUT_NEWS) {
            ObjectNode page = consistent(pages, NotionClient.MOST, cursor);
            boolean news = accept.test(page);
            capped |= isCapped(page);
            String next = next(page);
            if (next == null || (!news && !NotionValues.flag(page, "has_more"))) {
                requireWhole(capped);
                return;
            }
            if (!cursors.add(next)) {
                throw circle();
            }
            withoutNews = news ? 0 : withoutNews + 1;
            cursor = next;
        }
        throw circle();
    }

    private static void requireWhole(boolean capped) {
        if (capped) {
            throw SourceException.aboutContent(FailureType.MALFORMED_ANSWER, "Notion says that its list is not whole");
        }
    }

    private static SourceException circle() {
        return SourceException.aboutContent(FailureType.MALFORMED_ANSWER, "Notion's list leads in a circle");
    }
}
