package dev.backfill.workers.source.jira;

import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Lists that are paged by {@code startAt}. Jira's document requires neither {@code total} nor {@code isLast} of a page, and calls the
 * first the number of items on it: that it is missing, or reached, ends no list whose last page was full. A link to the next page says
 * more than a claim to be the last.
 */
final class JiraPages {
    private static final int MOST_PAGES = 10_000;

    /**
     * A list, read to its end.
     *
     * @param values its elements; each id once
     * @param ids the ids of those that have one
     * @param total the last that a page states; null if none does
     * @param pages how many held something
     * @param settled whether all pages stated the same, and each brought something new: otherwise offsets may have shifted meanwhile
     */
    record Listing(List<JsonNode> values, Set<String> ids, @Nullable Long total, int pages, boolean settled) {
        /** Whether fewer came than Jira states. */
        boolean isShort() {
            return total != null && values.size() < total;
        }
    }

    private final String member;
    private final Map<String, JsonNode> byId = new LinkedHashMap<>();
    private final List<JsonNode> withoutId = new ArrayList<>();
    private @Nullable Long total;
    private boolean settled = true;
    private int pages;

    private JiraPages(String member) {
        this.member = member;
    }

    /**
     * @param pageAt the page that begins at an offset
     * @param member of a page, which holds its elements
     * @throws SourceException what {@code pageAt} throws; {@code MALFORMED_ANSWER} for a page without elements
     */
    static Listing read(IntFunction<JsonNode> pageAt, String member) {
        return new JiraPages(member).readFrom(pageAt);
    }

    private Listing readFrom(IntFunction<JsonNode> pageAt) {
        int startAt = 0;
        for (boolean more = true; more && pages < MOST_PAGES; ) {
            JsonNode page = pageAt.apply(startAt);
            int before = size();
            int given = take(page);
            // A page that repeats what came before would be given for ever.
            boolean progress = size() > before;
            settled &= progress || given == 0;
            startAt += given;
            more = progress && goesOn(page, given, startAt);
        }
        List<JsonNode> values = new ArrayList<>(byId.values());
        values.addAll(withoutId);
        return new Listing(values, byId.keySet(), total, pages, settled);
    }

    private int size() {
        return byId.size() + withoutId.size();
    }

    private int take(JsonNode page) {
        JsonNode elements = page.path(member);
        if (!elements.isArray()) {
            throw SourceException.aboutContent(FailureType.MALFORMED_ANSWER, "Jira's page has no " + member);
        }
        for (JsonNode element : elements) {
            String id = JsonMembers.text(element, "id");
            if (id == null) {
                withoutId.add(element);
            } else {
                byId.putIfAbsent(id, element);
            }
        }
        pages += elements.isEmpty() ? 0 : 1;
        state(page.path("total"));
        return elements.size();
    }

    private void state(JsonNode stated) {
        if (stated.isIntegralNumber()) {
            settled &= total == null || total == stated.asLong();
            total = stated.asLong();
        }
    }

    private boolean goesOn(JsonNode page, int given, int startAt) {
        if ((total != null && startAt < total) || page.hasNonNull("nextPage")) {
            return true;
        }
        JsonNode last = page.path("isLast");
        if (last.isBoolean()) {
            return !last.booleanValue();
        }
        JsonNode most = page.path("maxResults");
        boolean full = !most.isIntegralNumber() || given >= most.asLong();
        return total == null || full;
    }
}
