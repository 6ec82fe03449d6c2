package dev.backfill.workers.source.notion;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Where a search goes on, as our cursor holds it.
 *
 * @param vendor Notion's own cursor; null at the start of a search
 * @param capped whether a page of this search said that it is not whole
 * @param ascending whether it is searched once more from its other end, as the first search was capped
 * @param edge when the last object of the first search was edited
 * @param tail the ids of the last page of the first search
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SearchPosition(
        @Nullable String vendor, boolean capped, boolean ascending, @Nullable Instant edge, @Nullable List<String> tail) {
    static final SearchPosition START = new SearchPosition(null, false, false, null, null);

    private static final String OURS = "search:";

    /** @throws SourceException {@code CURSOR_EXPIRED} if it is none of ours */
    static SearchPosition read(@Nullable String cursor) {
        if (cursor == null) {
            return START;
        }
        if (!cursor.startsWith(OURS)) {
            throw SourceException.of(FailureType.CURSOR_EXPIRED, "the cursor is none of this version's");
        }
        try {
            return MAPPER.readValue(cursor.substring(OURS.length()), SearchPosition.class);
        } catch (JacksonException broken) {
            throw SourceException.of(FailureType.CURSOR_EXPIRED, "the cursor cannot be read");
        }
    }

    String write() {
        return OURS + MAPPER.writeValueAsString(this);
    }

    String direction() {
        return ascending ? "ascending" : "descending";
    }

    SearchPosition onward(String next, boolean isCapped, @Nullable List<String> left) {
        return new SearchPosition(next, isCapped, ascending, edge, left);
    }

    static SearchPosition fromTheOtherEnd(@Nullable Instant reached, List<String> last) {
        return new SearchPosition(null, false, true, reached, last);
    }
}
