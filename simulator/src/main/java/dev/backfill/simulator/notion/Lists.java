package dev.backfill.simulator.notion;

import dev.backfill.simulator.fault.FaultKind;
import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.json.Json;
import dev.backfill.simulator.notion.content.Child;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** Lists in pages, as they should be or as faults want them. */
final class Lists {

    private final Faults faults;

    Lists(Faults faults) {
        this.faults = faults;
    }

    /**
     * Some of a list, and where the next ones begin.
     *
     * @param capped whether there would be more, but the vendor tells no more of this list
     */
    record Slice(List<ObjectNode> results, Optional<String> next, boolean capped) {}

    /** Reads from a place on, which is empty for the beginning; refuses a place that it does not know. */
    @FunctionalInterface
    interface Source {
        Slice read(String place, int size);
    }

    /** A list that is known as a whole; a cursor is the id of what comes next. */
    static Source of(List<Child> children) {
        return (place, size) -> {
            int from = place.isEmpty() ? 0 : IntStream.range(0, children.size())
                    .filter(i -> children.get(i).id().equals(place)).findFirst().orElseThrow(() -> Paging.badCursor(place));
            int to = Math.min(children.size(), from + size);
            return new Slice(children.subList(from, to).stream().map(child -> child.json().get()).toList(),
                    to < children.size() ? Optional.of(children.get(to).id()) : Optional.empty(), false);
        };
    }

    /** One page of a list, without the id of the request. */
    ObjectNode page(String route, String type, Paging paging, Source source) {
        faults.fire(FaultKind.TOO_MANY, route).filter(fault -> paging.size() > fault.number("most", 10)).ifPresent(fault -> {
            throw new Refusal(NotionErrors.tooMuch(fault.number("status", 503)));
        });
        if (!paging.cursor().isEmpty() && fires(FaultKind.EXPIRED_TOKEN, route)) {
            throw Paging.badCursor(paging.cursor());
        }
        if (fires(FaultKind.ENDLESS_CURSOR, route) || fires(FaultKind.EMPTY_PAGES, route)) {
            return list(type, List.of(), Optional.of(Paging.fresh(paging.place())), true);
        }
        boolean same = fires(FaultKind.SAME_KEYS, route);
        Slice slice = source.read(same ? "" : paging.place(), size(route, paging.size()));
        Optional<String> next = same ? slice.next().map(_ -> Paging.fresh("")) : slice.next();
        List<ObjectNode> results = results(route, paging, slice.results());
        if (slice.capped()) {
            ObjectNode last = list(type, results, next, false);
            last.putObject("request_status").put("type", "incomplete").put("incomplete_reason", "query_result_limit_reached");
            return last;
        }
        if (next.isEmpty()) {
            return list(type, results, fires(FaultKind.STALE_CURSOR, route) ? Optional.of(Paging.fresh(paging.place())) : next, false);
        }
        if (!paging.cursor().isEmpty() && fires(FaultKind.REPEATED_TOKEN, route)) {
            return list(type, results, Optional.of(paging.cursor()), true);
        }
        if (fires(FaultKind.NOT_LAST_WITHOUT_TOKEN, route)) {
            return list(type, results, Optional.empty(), true);
        }
        return list(type, results, next, !fires(FaultKind.IS_LAST_LIES, route));
    }

    private int size(String route, int asked) {
        return faults.fire(FaultKind.SHORT_PAGES, route)
                .map(fault -> Math.clamp(fault.number("most", asked - fault.number("by", 1)), 1, asked))
                .orElse(asked);
    }

    private List<ObjectNode> results(String route, Paging paging, List<ObjectNode> honest) {
        Set<String> ids = honest.stream().map(json -> json.path("id").asString()).collect(Collectors.toSet());
        if (!faults.fireFor(FaultKind.POISON_RECORD, route, ids).isEmpty()) {
            throw new Refusal(NotionErrors.FORM.of(500, "Unexpected error occurred."));
        }
        Set<String> childless = faults.fireFor(FaultKind.HAS_CHILDREN_LIES, route, ids);
        honest.stream().filter(json -> childless.contains(json.path("id").asString()))
                .forEach(json -> json.put("has_children", false));
        List<ObjectNode> results = honest;
        if (!paging.cursor().isEmpty() && !honest.isEmpty() && fires(FaultKind.SHIFTED_OFFSETS, route)) {
            results = honest.subList(1, honest.size());
        }
        return fires(FaultKind.PARTIAL_DATA, route) ? results.stream().map(Lists::partial).toList() : results;
    }

    private static ObjectNode partial(ObjectNode json) {
        return Json.MAPPER.createObjectNode().put("object", json.path("object").asString()).put("id", json.path("id").asString());
    }

    private boolean fires(FaultKind kind, String route) {
        return faults.fire(kind, route).isPresent();
    }

    private static ObjectNode list(String type, List<ObjectNode> results, Optional<String> next, boolean more) {
        ObjectNode json = Json.MAPPER.createObjectNode().put("object", "list");
        json.putArray("results").addAll(results);
        json.put("next_cursor", next.orElse(null)).put("has_more", more).put("type", type).putObject(type);
        return json;
    }
}
