package dev.backfill.workers.source.notion;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Where a listing of rows goes on, as our cursor holds it. A query that Notion caps is cut into spans of creation, in whole minutes, which
 * never move; within a span the newest rows come first.
 *
 * @param archived whether the rows that were put away are listed, after all others
 * @param spans what is still to be listed, the next one last; null as long as nothing had to be cut
 * @param vendor Notion's own cursor; null at the start of a query
 * @param capped whether a page of this query said that it is not whole
 * @param edge when the oldest row so far of this query was created; null if there was none, or they came in no order
 * @param inOrder whether the rows of this query came newest first
 * @param ascending whether a single minute is listed once more from its other end
 * @param tail the ids of the last page of that minute from its first end
 * @param known rows that were last edited before this have been given
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RowPosition(
        boolean archived,
        @Nullable List<Span> spans,
        @Nullable String vendor,
        boolean capped,
        @Nullable Instant edge,
        boolean inOrder,
        boolean ascending,
        @Nullable List<String> tail,
        @Nullable Instant known) {
    /** Before there was any Notion: no bound. */
    static final Instant EVER = Instant.EPOCH;

    private static final String OURS = "rows:";

    /** A time from an instant on and before another. */
    record Span(Instant from, Instant to) {
        boolean isAMinute() {
            return Duration.between(from, to).compareTo(Duration.ofMinutes(1)) <= 0;
        }

        boolean holds(@Nullable Instant time) {
            return time != null && !time.isBefore(from) && time.isBefore(to);
        }

        /** The later half, and the earlier one. */
        List<Span> halves() {
            Instant middle = from.plus(Duration.between(from, to).dividedBy(2)).truncatedTo(ChronoUnit.MINUTES);
            return List.of(new Span(from, middle), new Span(middle, to));
        }
    }

    static RowPosition start(boolean archived) {
        return new RowPosition(archived, null, null, false, null, true, false, null, null);
    }

    /** @throws SourceException {@code CURSOR_EXPIRED} if it is none of ours */
    static RowPosition read(@Nullable String cursor) {
        if (cursor == null) {
            return start(false);
        }
        if (!isOurs(cursor)) {
            throw SourceException.of(FailureType.CURSOR_EXPIRED, "the cursor is none of this version's");
        }
        try {
            return MAPPER.readValue(cursor.substring(OURS.length()), RowPosition.class);
        } catch (JacksonException broken) {
            throw SourceException.of(FailureType.CURSOR_EXPIRED, "the cursor cannot be read");
        }
    }

    static boolean isOurs(String cursor) {
        return cursor.startsWith(OURS);
    }

    String write() {
        return OURS + MAPPER.writeValueAsString(this);
    }

    boolean isCut() {
        return spans != null;
    }

    @Nullable Span span() {
        return spans == null ? null : spans.getLast();
    }

    /** The same query on its next page. */
    RowPosition onward(String next, boolean isCapped, @Nullable Instant oldest, boolean ordered, @Nullable List<String> left) {
        return new RowPosition(archived, spans, next, isCapped, oldest, ordered, ascending, left, known);
    }

    /** This query as the one of the first span: it asks for the same. */
    RowPosition asSpan(Span whole) {
        return new RowPosition(archived, List.of(whole), vendor, capped, edge, inOrder, false, null, null);
    }

    /** Cut into spans, from the start. */
    RowPosition cut(Span whole, @Nullable Instant given) {
        return spans(List.of(whole), false, null).knowing(given);
    }

    /** The span is listed. Null if it was the last one. */
    @Nullable RowPosition withoutSpan() {
        List<Span> rest = rest();
        return rest.isEmpty() ? null : spans(rest, false, null);
    }

    /** These spans in place of the one that was to be listed, the last of them first. */
    RowPosition instead(List<Span> smaller) {
        List<Span> all = new ArrayList<>(rest());
        all.addAll(smaller);
        return spans(all, false, null);
    }

    /** The same minute from its other end. */
    RowPosition reversed(List<String> last) {
        return spans(spans, true, last);
    }

    private List<Span> rest() {
        return spans == null ? List.of() : spans.subList(0, spans.size() - 1);
    }

    private RowPosition spans(@Nullable List<Span> left, boolean up, @Nullable List<String> last) {
        return new RowPosition(archived, left, null, false, null, true, up, last, known);
    }

    private RowPosition knowing(@Nullable Instant given) {
        return new RowPosition(archived, spans, vendor, capped, edge, inOrder, ascending, tail, given);
    }
}
