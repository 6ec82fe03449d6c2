package dev.backfill.workers.source.notion;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.store.page.Row;
import dev.backfill.store.partition.PlannedPartition;
import dev.backfill.workers.source.FoundPartition;
import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.RecordJson;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Retries;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.source.NotionParameters;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The partitions: each data source, or database in the old version; and the workspace's pages that lie in none. */
final class NotionPartitions {
    static final String WORKSPACE = "workspace";

    private final NotionClient notion;
    private final SearchListing searches;

    NotionPartitions(NotionClient notion, SearchListing searches) {
        this.notion = notion;
        this.searches = searches;
    }

    /** @throws SourceException {@code NOT_FOUND} if a database that is asked for is not shared, naming all such */
    List<FoundPartition> find(NotionParameters parameters) {
        Map<String, FoundPartition> found = new LinkedHashMap<>();
        if (parameters.databases().isEmpty()) {
            each(container -> add(container, found));
            found.put(WORKSPACE, workspace());
        } else {
            named(parameters.databases(), found);
        }
        return List.copyOf(found.values());
    }

    /**
     * Searches for all data sources.
     *
     * @return why the search leaves some out; null if nothing says so
     */
    private @Nullable String each(Consumer<ObjectNode> take) {
        String incomplete = null;
        Set<SearchPosition> before = new HashSet<>();
        SearchPosition at = SearchPosition.START;
        while (at != null) {
            if (!before.add(at)) {
                throw SourceException.of(FailureType.MALFORMED_ANSWER, "Notion's search leads in a circle");
            }
            SearchListing.Found found = searches.page(notion.version().container(), at, NotionClient.MOST, null);
            found.objects().forEach(container -> take.accept((ObjectNode) container));
            incomplete = found.incomplete();
            at = found.next();
        }
        return incomplete;
    }

    /** Why the search for data sources leaves some out, so that their rows are in no listing; null if nothing says so. */
    @Nullable String incomplete() {
        String reason = each(container -> {});
        return reason == null ? null : "data sources: " + reason;
    }

    /** The ids of the data sources that searching finds now. */
    Set<String> searchable() {
        Set<String> ids = new HashSet<>();
        each(container -> ids.add(String.valueOf(NotionValues.id(container, "id"))));
        return ids;
    }

    private void named(List<String> databases, Map<String, FoundPartition> found) {
        Set<String> unknown = new TreeSet<>();
        for (String database : databases) {
            List<ObjectNode> containers = containers(database);
            if (containers.isEmpty()) {
                unknown.add(database);
            }
            containers.forEach(container -> add(container, found));
        }
        if (!unknown.isEmpty()) {
            throw SourceException.of(
                    FailureType.NOT_FOUND,
                    "databases: Notion does not show " + unknown + "; check the ids, and share the databases with the integration");
        }
    }

    /** The data sources of a database; people also name a data source itself. */
    private List<ObjectNode> containers(String id) {
        ObjectNode database = orNull(() -> notion.database(id));
        if (database == null || !notion.version().hasDataSources()) {
            ObjectNode container = database == null ? visible(id) : database;
            return container == null ? List.of() : List.of(container);
        }
        return database.path("data_sources").valueStream()
                .map(source -> NotionValues.id(source, "id"))
                .filter(Objects::nonNull)
                .map(this::visible)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Those of these ids that are visible. */
    List<FoundPartition> find(Set<String> ids) {
        Map<String, FoundPartition> found = new LinkedHashMap<>();
        for (String id : ids) {
            if (id.equals(WORKSPACE)) {
                found.put(id, workspace());
            } else {
                ObjectNode container = visible(id);
                if (container != null) {
                    add(container, found);
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** Null if it is not there, or not shared. */
    @Nullable ObjectNode visible(String id) {
        return orNull(() -> notion.container(id, Retries.USUAL));
    }

    private interface Request {
        ObjectNode send();
    }

    /** Null for what is not given; what Notion says of one object says nothing of the others. */
    private @Nullable ObjectNode orNull(Request request) {
        try {
            return request.send();
        } catch (SourceException failure) {
            boolean absent = failure.type() == FailureType.NOT_FOUND || failure.type() == FailureType.PERMISSION;
            if (absent || failure.type() == FailureType.CONFIGURATION && Serving.pages(notion)) {
                return null;
            }
            throw failure;
        }
    }

    private static void add(ObjectNode container, Map<String, FoundPartition> found) {
        String id = NotionValues.id(container, "id");
        if (id == null) {
            throw SourceException.of(FailureType.MALFORMED_ANSWER, "Notion lists a data source without an id");
        }
        Signatures.cut(container);
        Row row = NotionTables.dataSource(RecordJson.of(container), id);
        String title = RichText.read(container.path("title"));
        String leftOut = NotionValues.isInTrash(container) ? "in the trash: restore it in Notion to have it pulled" : null;
        PlannedPartition planned = new PlannedPartition(id, id, title.isBlank() ? id : title, null, leftOut);
        found.putIfAbsent(id, new FoundPartition(planned, row, JsonMembers.time(container, "last_edited_time")));
    }

    /** Last, as it is the one that also finds what the others missed. Its row is ours: to Notion it is no object. */
    private static FoundPartition workspace() {
        String title = "Pages outside of data sources";
        ObjectNode row = MAPPER.createObjectNode().put("object", WORKSPACE);
        row.putArray("title").addObject().put("plain_text", title);
        PlannedPartition planned = new PlannedPartition(WORKSPACE, WORKSPACE, title, null, null);
        return new FoundPartition(planned, NotionTables.dataSource(RecordJson.of((JsonNode) row), WORKSPACE), null);
    }

    static NotionParameters parameters(String json) {
        return MAPPER.readValue(json, NotionParameters.class);
    }
}
