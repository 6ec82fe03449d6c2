package dev.backfill.workers.source.notion;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.store.page.IdPage;
import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.notion.RowPosition.Span;
import dev.backfill.workflows.failure.FailureType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pages of the rows of a data source. One query gives 10,000 at most and then looks finished; only {@code request_status} says otherwise
 * (Notion's guide "Query large data sources"). It is then cut by creation until no answer says so. Rows that were put away take a
 * query of their own (its page "Query a data source").
 */
final class RowListing {
    private static final Logger LOG = LoggerFactory.getLogger(RowListing.class);
    /** Answers without anything new that are passed over in one call. */
    private static final int MOST_PASSED_OVER = 50;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /**
     * What is listed.
     *
     * @param from only what was last edited from this on
     * @param to only what was created before this
     * @param sort {@code created_time} or {@code last_edited_time}
     */
    record Query(String container, Instant from, Instant to, String sort, String direction) {
        boolean isNewestFirst() {
            return sort.equals("created_time") && direction.equals("descending");
        }
    }

    /** @param next null after the last page */
    private record Step(List<String> ids, @Nullable RowPosition next, @Nullable String incomplete) {}

    private final NotionClient notion;
    private final AtomicBoolean archivedRefused = new AtomicBoolean();

    RowListing(NotionClient notion) {
        this.notion = notion;
    }

    /** Whether the page at this cursor may hold nothing but what earlier ones gave. */
    static boolean mayRepeat(String cursor) {
        RowPosition at = RowPosition.read(cursor);
        return at.isCut() || at.archived();
    }

    /** @throws SourceException {@code ACCESS_LOST} or {@code PERMISSION} if the data source is not given */
    IdPage page(Query query, int most, @Nullable String cursor) {
        RowPosition at = RowPosition.read(cursor);
        for (int passed = 1; ; passed++) {
            Step step = step(query, at, most);
            RowPosition next = step.next();
            boolean sameQuery = next != null && next.vendor() != null && !next.isCut();
            boolean bringsSomething = !step.ids().isEmpty() || step.incomplete() != null;
            if (next == null || bringsSomething || sameQuery || passed >= MOST_PASSED_OVER) {
                boolean sorted = step.ids().isEmpty() || !at.isCut() && !at.archived();
                return new IdPage(step.ids(), null, next == null ? null : next.write(), step.incomplete(), sorted);
            }
            at = next;
        }
    }

    private Step step(Query query, RowPosition at, int most) {
        JsonNode page = ask(query, at, most);
        if (page == null) {
            return new Step(List.of(), null, null);
        }
        List<JsonNode> rows = rows(page);
        List<String> ids = rows.stream()
                .filter(row -> !NotionValues.isInTrash(row) && !isKnown(row, at.known()))
                .map(RowListing::idOf)
                .toList();
        boolean capped = at.capped() || NotionList.isCapped(page);
        String next = NotionList.next(page);
        NotionList.requireAnother(next, at.vendor());
        if (!at.isCut()) {
            return whole(query, at, rows, ids, capped, next);
        }
        return at.ascending() ? ascending(at, rows, ids, capped, next) : span(at, rows, ids, capped, next);
    }

    /** Null if this Notion does not know rows that are put away, or gives the others again. */
    private @Nullable JsonNode ask(Query query, RowPosition at, int most) {
        String sort = at.isCut() ? "created_time" : query.sort();
        String direction = at.ascending() ? "ascending" : at.isCut() ? "descending" : query.direction();
        try {
            JsonNode page = notion.query(query.container(), filter(query, at.span()), sort, direction, at.archived(), most, at.vendor());
            boolean others = at.archived() && !NotionList.results(page).isEmpty()
                    && NotionList.results(page).valueStream().allMatch(row -> row.path("is_archived").isBoolean() && !row.path("is_archived").booleanValue());
            return others ? null : page;
        } catch (SourceException failure) {
            if (at.archived() && at.vendor() == null && failure.type() == FailureType.CONFIGURATION) {
                if (!archivedRefused.getAndSet(true)) {
                    LOG.warn("rows that were put away are not listed: {}", failure.getMessage());
                }
                return null;
            }
            throw refused(failure);
        }
    }

    /** What is said of one data source ends nothing but its own partition. */
    private SourceException refused(SourceException failure) {
        if (failure.type() == FailureType.NOT_FOUND) {
            return SourceException.of(FailureType.ACCESS_LOST, "the data source is no longer shared with the integration, or is gone");
        }
        return failure.type() == FailureType.CONFIGURATION && Serving.pages(notion)
                ? SourceException.of(FailureType.PERMISSION, "Notion does not list the rows: " + failure.getMessage())
                : failure;
    }

    private static ObjectNode filter(Query query, @Nullable Span span) {
        ObjectNode filter = MAPPER.createObjectNode();
        ArrayNode all = filter.putArray("and");
        condition(all, "last_edited_time", "on_or_after", query.from());
        condition(all, "created_time", "before", span == null ? query.to() : span.to());
        if (span != null && span.from().isAfter(RowPosition.EVER)) {
            condition(all, "created_time", "on_or_after", span.from());
        }
        return filter;
    }

    private static void condition(ArrayNode all, String timestamp, String operator, Instant time) {
        all.addObject().put("timestamp", timestamp).putObject(timestamp).put(operator, time.toString());
    }

    /** What the queries of data sources give without a word, such as data sources in a wiki, is no page, and has its own partition. */
    private static List<JsonNode> rows(JsonNode page) {
        List<JsonNode> rows = new ArrayList<>();
        for (JsonNode object : NotionList.results(page)) {
            idOf(object);
            if (NotionListing.isPage(object)) {
                rows.add(object);
            }
        }
        return rows;
    }

    private static String idOf(JsonNode object) {
        String id = NotionValues.id(object, "id");
        if (id == null) {
            throw SourceException.of(FailureType.MALFORMED_ANSWER, "Notion lists an object without an id");
        }
        return id;
    }

    private static @Nullable Instant createdAt(JsonNode row) {
        return JsonMembers.time(row, "created_time");
    }

    private static boolean isKnown(JsonNode row, @Nullable Instant known) {
        Instant edited = known == null ? null : JsonMembers.time(row, "last_edited_time");
        return edited != null && edited.isBefore(known);
    }

    /** A query that nothing had to be cut of so far. */
    private Step whole(
            Query query, RowPosition at, List<JsonNode> rows, List<String> ids, boolean capped, @Nullable String next) {
        Span everything = new Span(RowPosition.EVER, query.to());
        if (capped && query.isNewestFirst()) {
            // It goes on as the first span: the same query, in the same order.
            return span(at.asSpan(everything), rows, ids, true, next);
        }
        if (capped) {
            boolean oldestFirst = query.direction().equals("ascending");
            Instant given = oldestFirst ? latestEdit(rows) : null;
            return new Step(ids, at.cut(everything, given), null);
        }
        if (next != null) {
            Order order = Order.of(at, rows, everything);
            return new Step(ids, at.onward(next, false, order.edge(), order.holds(), null), null);
        }
        return new Step(ids, afterwards(at), null);
    }

    private static @Nullable Instant latestEdit(List<JsonNode> rows) {
        return rows.stream().map(row -> JsonMembers.time(row, "last_edited_time")).filter(time -> time != null)
                .max(Instant::compareTo).orElse(null);
    }

    /** After everything else, what was put away. */
    private @Nullable RowPosition afterwards(RowPosition at) {
        boolean known = notion.version().hasDataSources() && !archivedRefused.get();
        return at.archived() || !known ? null : RowPosition.start(true);
    }

    /**
     * Whether rows come newest first, and where they have got to.
     *
     * @param edge when the oldest was created
     */
    private record Order(@Nullable Instant edge, boolean holds) {
        static Order of(RowPosition at, List<JsonNode> rows, Span span) {
            Instant edge = at.edge();
            boolean holds = at.inOrder();
            for (JsonNode row : rows) {
                Instant created = createdAt(row);
                if (span.holds(created)) {
                    holds &= edge == null || !created.isAfter(edge);
                    edge = created;
                }
            }
            return new Order(edge, holds);
        }
    }

    private Step span(RowPosition at, List<JsonNode> rows, List<String> ids, boolean capped, @Nullable String next) {
        Span span = at.spans().getLast();
        Order order = Order.of(at, rows, span);
        if (next != null) {
            return new Step(ids, at.onward(next, capped, order.edge(), order.holds(), null), null);
        }
        if (!capped) {
            return new Step(ids, orAfterwards(at.withoutSpan(), at), null);
        }
        if (span.isAMinute()) {
            return new Step(ids, at.reversed(rows.stream().map(RowListing::idOf).toList()), null);
        }
        return new Step(ids, at.instead(smaller(span, order)), null);
    }

    private @Nullable RowPosition orAfterwards(@Nullable RowPosition next, RowPosition at) {
        return next == null ? afterwards(at) : next;
    }

    /** What a capped query has not reached. The minute that it got to is listed again, as more may have been created in it. */
    private static List<Span> smaller(Span span, Order order) {
        Instant edge = order.edge();
        if (!order.holds() || edge == null) {
            return span.halves();
        }
        Instant reached = edge.plus(MINUTE);
        return reached.isBefore(span.to())
                ? List.of(new Span(span.from(), reached))
                : List.of(new Span(span.from(), edge), new Span(edge, span.to()));
    }

    /** A minute that holds more than one query gives: whole if the second one reaches what the first one ended with. */
    private Step ascending(RowPosition at, List<JsonNode> rows, List<String> ids, boolean capped, @Nullable String next) {
        List<String> tail = at.tail() == null ? List.of() : at.tail();
        String met = rows.stream().map(RowListing::idOf).filter(tail::contains).findFirst().orElse(null);
        boolean reached = met != null && met.equals(tail.getLast());
        if (reached || next == null && !capped) {
            return new Step(ids, orAfterwards(at.withoutSpan(), at), null);
        }
        if (next != null) {
            return new Step(ids, at.onward(next, capped, null, true, met == null ? tail : null), null);
        }
        String reason = "more rows were created in the minute of " + at.spans().getLast().from()
                + " than two queries give, and nothing smaller can be asked for";
        return new Step(ids, orAfterwards(at.withoutSpan(), at), reason);
    }
}
