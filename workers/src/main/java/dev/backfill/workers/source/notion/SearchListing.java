package dev.backfill.workers.source.notion;

import dev.backfill.workers.source.JsonMembers;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Searches for objects of one kind, the most recently edited first. Searches cannot be narrowed by time: where Notion caps one, it is
 * searched again from the other end, which gives up to twice as much.
 */
final class SearchListing {
    /**
     * A page of a search.
     *
     * @param next null after the last page
     * @param incomplete why the search leaves something out; null if nothing says so
     */
    record Found(List<JsonNode> objects, @Nullable SearchPosition next, @Nullable String incomplete) {}

    private final NotionClient notion;

    SearchListing(NotionClient notion) {
        this.notion = notion;
    }

    /**
     * @param object {@code page}, {@code data_source} or {@code database}
     * @param until what was edited before this is not wanted; null for everything
     */
    Found page(String object, SearchPosition at, int most, @Nullable Instant until) {
        JsonNode page = notion.search(object, at.direction(), most, at.vendor());
        List<JsonNode> objects = NotionList.results(page).valueStream().toList();
        boolean capped = at.capped() || NotionList.isCapped(page);
        if (!at.ascending() && until != null && isBehind(objects, until)) {
            return new Found(objects, null, null);
        }
        String next = NotionList.next(page);
        NotionList.requireAnother(next, at.vendor());
        if (at.ascending()) {
            return ascending(at, objects, capped, next);
        }
        if (next != null) {
            return new Found(objects, at.onward(next, capped, null), null);
        }
        return new Found(objects, capped ? SearchPosition.fromTheOtherEnd(oldest(objects), ids(objects)) : null, null);
    }

    /** Whole if it reaches what the first search ended with, in the opposite order. */
    private static Found ascending(SearchPosition at, List<JsonNode> objects, boolean capped, @Nullable String next) {
        List<String> tail = at.tail() == null ? List.of() : at.tail();
        String met = ids(objects).stream().filter(tail::contains).findFirst().orElse(null);
        boolean reached = met != null && met.equals(tail.getLast()) || objects.stream().anyMatch(object -> isAfter(object, at.edge()));
        if (reached || next == null && !capped) {
            return new Found(objects, null, null);
        }
        if (next != null) {
            return new Found(objects, at.onward(next, capped, met == null ? tail : null), null);
        }
        return new Found(objects, null, "a search gives no more than a part of what there is, and two from both ends do not meet");
    }

    private static List<String> ids(List<JsonNode> objects) {
        return objects.stream().map(object -> NotionValues.id(object, "id")).filter(Objects::nonNull).toList();
    }

    private static @Nullable Instant editedAt(JsonNode object) {
        return JsonMembers.time(object, "last_edited_time");
    }

    private static @Nullable Instant oldest(List<JsonNode> objects) {
        return objects.stream().map(SearchListing::editedAt).filter(Objects::nonNull).min(Instant::compareTo).orElse(null);
    }

    private static boolean isAfter(JsonNode object, @Nullable Instant edge) {
        Instant edited = editedAt(object);
        return edge != null && edited != null && edited.isAfter(edge);
    }

    /** Whether all of a page, the most recently edited first, lies before a time. */
    private static boolean isBehind(List<JsonNode> objects, Instant time) {
        return !objects.isEmpty() && objects.stream().allMatch(object -> {
            Instant edited = editedAt(object);
            return edited != null && edited.isBefore(time);
        });
    }
}
