package dev.backfill.workers.source.notion;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.store.page.IdPage;
import dev.backfill.store.page.Row;
import dev.backfill.workers.source.RecordJson;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Retries;
import dev.backfill.workflows.failure.FailureType;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Databases that pages show as blocks. One that searching finds is a partition; the rows of any other are in no listing, and are led to by
 * the page that shows it. A linked view of another database shows as a block too: Notion has no database under its id.
 */
final class ChildDatabases {
    /** A new database may take as long to be found by searching. */
    private static final Duration BELIEVED = Duration.ofMinutes(30);
    /** After all times that Notion may name. */
    private static final Instant NEVER = Instant.parse("2200-01-01T00:00:00Z");

    private record Searched(Set<String> ids, Instant at) {}

    private final NotionClient notion;
    private final NotionPartitions partitions;
    private final RowListing rows;
    private final Map<String, Instant> listed = new ConcurrentHashMap<>();
    private volatile @Nullable Searched searched;

    ChildDatabases(NotionClient notion, NotionPartitions partitions, RowListing rows) {
        this.notion = notion;
        this.partitions = partitions;
        this.rows = rows;
    }

    /**
     * Notes the rows of a database, and its data sources, unless these are partitions anyway.
     *
     * @throws SourceException what Notion said of it, but for a database that is not there
     */
    void follow(String databaseId, PageFindings findings) {
        Instant known = listed.get(databaseId);
        if (known != null && known.isAfter(Instant.now().minus(BELIEVED))) {
            return;
        }
        ObjectNode database;
        try {
            database = notion.database(databaseId);
        } catch (SourceException failure) {
            if (failure.type() == FailureType.NOT_FOUND) {
                listed.put(databaseId, Instant.now());
                return;
            }
            throw failure;
        }
        List<JsonNode> hidden = sources(database).stream().filter(source -> !isSearchable(String.valueOf(NotionValues.id(source, "id")))).toList();
        if (hidden.isEmpty()) {
            listed.put(databaseId, Instant.now());
        }
        hidden.forEach(source -> follow(databaseId, source, findings));
    }

    private List<JsonNode> sources(ObjectNode database) {
        return notion.version().hasDataSources()
                ? database.path("data_sources").valueStream().filter(source -> NotionValues.id(source, "id") != null).toList()
                : List.of(database);
    }

    private boolean isSearchable(String id) {
        Searched before = searched;
        if (before == null || before.at().isBefore(Instant.now().minus(BELIEVED))) {
            before = new Searched(partitions.searchable(), Instant.now());
            searched = before;
        }
        return before.ids().contains(id);
    }

    private void follow(String databaseId, JsonNode source, PageFindings findings) {
        String id = Objects.requireNonNull(NotionValues.id(source, "id"));
        findings.discover(rowsOf(id, findings));
        findings.database(row(databaseId, id, source));
    }

    private Set<String> rowsOf(String id, PageFindings findings) {
        Set<String> ids = new LinkedHashSet<>();
        RowListing.Query everything = new RowListing.Query(id, RowPosition.EVER, NEVER, "created_time", "descending");
        String cursor = null;
        do {
            IdPage page = rows.page(everything, NotionClient.MOST, cursor);
            if (page.incomplete() != null) {
                findings.lack("rows of the data source " + id + ": " + page.incomplete());
            }
            boolean news = ids.addAll(page.ids());
            if (!news && page.nextCursor() != null && !page.ids().isEmpty() && page.sorted()) {
                throw SourceException.aboutContent(FailureType.MALFORMED_ANSWER, "Notion's list of the rows leads in a circle");
            }
            cursor = page.nextCursor();
        } while (cursor != null);
        return ids;
    }

    /** As Notion gives it by itself, else as its database names it. */
    private Row row(String databaseId, String id, JsonNode named) {
        ObjectNode source;
        try {
            source = notion.container(id, Retries.NONE);
        } catch (SourceException failure) {
            if (!Set.of(FailureType.NOT_FOUND, FailureType.PERMISSION, FailureType.CONFIGURATION).contains(failure.type())) {
                throw failure;
            }
            source = MAPPER.createObjectNode().put("object", notion.version().container()).put("id", id);
            source.putObject("parent").put("type", "database_id").put("database_id", databaseId);
            source.putArray("title").addObject().put("plain_text", Objects.requireNonNullElse(NotionValues.text(named, "name"), ""));
        }
        Signatures.cut(source);
        return NotionTables.dataSource(RecordJson.of(source), id);
    }
}
