package dev.backfill.simulator.notion;

import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.json.Json;
import dev.backfill.simulator.notion.content.Content;
import dev.backfill.simulator.notion.content.NotionVersion;
import dev.backfill.simulator.notion.content.Rendering;
import dev.backfill.simulator.notion.workspace.Entry;
import dev.backfill.simulator.notion.workspace.Node;
import dev.backfill.simulator.notion.workspace.NotionId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /search} and the queries of data sources and databases. */
final class FindRoutes {

    private final Content content;
    private final Lists lists;
    private final int limit;

    /** @param limit the most that one query or search gives */
    FindRoutes(Content content, Lists lists, int limit) {
        this.content = content;
        this.lists = lists;
        this.limit = limit;
    }

    ObjectNode search(HttpCall call, Rendering rendering) {
        ObjectNode body = body(call);
        Paging paging = Paging.ofBody(body);
        Predicate<Entry> wanted = kind(body.path("filter"), rendering.version());
        String query = body.path("query").asString("").toLowerCase(Locale.ROOT);
        if (!query.isBlank()) {
            wanted = wanted.and(entry -> content.title(entry.node()).toLowerCase(Locale.ROOT).contains(query));
        }
        boolean descending = isDescending(body.path("sort"));
        int fingerprint = Objects.hash(body.path("filter"), body.path("sort"), query);
        return lists.page("search", rendering.version().listType(), paging, new Ordered(content.workspace().searchable(),
                Entry::edited, descending, wanted, fingerprint, limit,
                entry -> narrow(content.object(entry.node(), rendering), List.of(), rendering)));
    }

    private static Predicate<Entry> kind(JsonNode filter, NotionVersion version) {
        String container = version.hasDataSources() ? "data_source" : "database";
        // What the old version has no words for, it does not find.
        Predicate<Entry> told = entry -> entry.node().isPage() || version.hasDataSources()
                || entry.node().parent().filter(database -> database.children().size() == 1).isPresent();
        if (filter.isMissingNode() || filter.isEmpty()) {
            return told;
        }
        String value = filter.path("value").asString("");
        if (!filter.path("property").asString("").equals("object") || !value.equals("page") && !value.equals(container)) {
            throw new Refusal(NotionErrors.invalid("body failed validation: body.filter.value should be `\"page\"` or `\"%s\"`, "
                    .formatted(container) + "instead was `\"" + value + "\"`."));
        }
        return told.and(entry -> entry.node().isPage() == value.equals("page"));
    }

    private static boolean isDescending(JsonNode sort) {
        if (sort.isMissingNode() || sort.isEmpty()) {
            return true;
        }
        if (!sort.path("timestamp").asString("").equals("last_edited_time")) {
            throw new Refusal(NotionErrors.invalid("body failed validation: body.sort.timestamp should be `\"last_edited_time\"`, "
                    + "instead was `" + sort.path("timestamp") + "`."));
        }
        return !sort.path("direction").asString("descending").equals("ascending");
    }

    /** Rows of a data source, whichever name of it was asked for. */
    ObjectNode query(String route, Node source, HttpCall call, Rendering rendering) {
        ObjectNode body = body(call);
        Paging paging = Paging.ofBody(body);
        JsonNode sort = body.path("sorts").path(0);
        String by = sort.path("timestamp").asString("created_time");
        if (!sort.isMissingNode() && !List.of("created_time", "last_edited_time").contains(sort.path("timestamp").asString(""))) {
            throw new Refusal(NotionErrors.invalid("body failed validation: body.sorts[0].timestamp should be `\"created_time\"` or "
                    + "`\"last_edited_time\"` (the only ones that are simulated)."));
        }
        boolean edited = by.equals("last_edited_time");
        boolean descending = !sort.path("direction").asString(sort.isMissingNode() ? "descending" : "ascending").equals("ascending");
        boolean archived = body.path("is_archived").asBoolean(false);
        Predicate<Entry> selected = entry -> !rendering.version().hasDataSources() || entry.node().isArchived() == archived;
        int fingerprint = Objects.hash(source.number(), body.path("filter"), body.path("sorts"), archived);
        List<String> columns = call.query().getOrDefault("filter_properties", List.of());
        return lists.page(route, rendering.version().listType(), paging, new Ordered(
                edited ? content.workspace().rowsByEdited(source) : content.workspace().rowsByCreated(source),
                edited ? Entry::edited : Entry::created, descending, selected.and(TimeFilter.read(body.path("filter"))), fingerprint, limit,
                entry -> narrow(content.object(entry.node(), rendering), columns, rendering)));
    }

    /** Since 2026-12-01 lists give no columns but the title, unless some are named. */
    private static ObjectNode narrow(ObjectNode object, List<String> columns, Rendering rendering) {
        boolean page = object.path("object").asString().equals("page");
        return !page || columns.isEmpty() && !rendering.version().listsTitlesAlone() ? object
                : ObjectRoutes.narrow(object, columns.isEmpty() ? List.of("title") : columns);
    }

    private static ObjectNode body(HttpCall call) {
        return Json.object(call.body()).orElseThrow(() -> new Refusal(NotionErrors.badJson()));
    }

    /** The one data source of a database, which the old version takes it for. */
    Node onlySource(Node database) {
        List<Node> sources = database.children().stream().filter(child -> child.kind() == NotionId.Kind.DATA_SOURCE).toList();
        if (sources.size() != 1) {
            throw new Refusal(NotionErrors.severalDataSources(sources.stream().map(source -> source.id().text()).toList()));
        }
        return sources.getFirst();
    }
}
