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

    private static @Nullable String cursor(JsonNode page) {
        String cursor = NotionValues.text(page, "next_cursor");
        return cursor == null || cursor.isEmpty() ? null : cursor;
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
     * Follows a list to its end. An answer that is too large is asked for again in smaller pages.
     *
     * @param accept takes a page, and says whether it brought anything that earlier ones had not
     * @throws SourceException {@code MALFORMED_ANSWER} for a list that leads in a circle or has no end
     */
    static void each(Pages pages, Predicate<ObjectNode> accept) {
        Set<String> cursors = new HashSet<>();
        String cursor = null;
        int most = NotionClient.MOST;
        int withoutNews = 0;
        while (cursors.size() < MOST_PAGES && withoutNews <= MOST_WITHOUT_NEWS) {
            ObjectNode page;
            try {
                page = consistent(pages, most, cursor);
            } catch (SourceException failure) {
                if (failure.type() != FailureType.ANSWER_TOO_LARGE || most == 1) {
                    throw failure;
                }
                most = Math.max(1, most / 5);
                continue;
            }
            boolean news = accept.test(page);
            String next = next(page);
            if (next == null || (!news && !NotionValues.flag(page, "has_more"))) {
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

    private static SourceException circle() {
        return SourceException.aboutContent(FailureType.MALFORMED_ANSWER, "Notion's list leads in a circle");
    }
}
