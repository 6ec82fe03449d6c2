package dev.backfill.workers.source.notion;

import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.Row;
import dev.backfill.workers.source.RecordJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a record of a page: its properties completed, its blocks, the comments on it. */
final class PageReader {
    /** @param findings what is missing of the record, and what it leads to */
    record ReadPage(PageRecord record, PageFindings findings) {}

    private final NotionClient notion;
    private final ChildDatabases databases;

    PageReader(NotionClient notion, ChildDatabases databases) {
        this.notion = notion;
        this.databases = databases;
    }

    /**
     * Takes the page over.
     *
     * @throws dev.backfill.workers.source.SourceException what is not about this page alone
     */
    ReadPage read(String id, ObjectNode page) {
        PageFindings findings = new PageFindings();
        Attempts attempts = new Attempts(notion, findings);
        new PageProperties.Completion(notion, id, attempts).complete(page);
        Signatures.cut(page);
        PageBlocks blocks = new PageBlocks(id);
        new BlockReader(notion, blocks, findings, attempts, databases).read(id);
        List<Row> comments = comments(id, attempts, findings);
        if (!findings.missing().isEmpty()) {
            ArrayNode missing = BlockPlace.added(page).putArray("missing");
            findings.missing().forEach(missing::add);
        }
        Row row = NotionTables.page(RecordJson.of(page), id, owner(page, notion.version()), blocks.text());
        return new ReadPage(
                new PageRecord(row, Map.of(NotionTables.BLOCK, blocks.rows(), NotionTables.COMMENT, comments), findings.incomplete()),
                findings);
    }

    /** Those on the page itself: those on its blocks would take a request for each block. */
    private List<Row> comments(String id, Attempts attempts, PageFindings findings) {
        Map<String, Row> comments = new LinkedHashMap<>();
        attempts.of("comments", "comments on " + id, NotionTables.COMMENT, () ->
                NotionList.each((most, cursor) -> notion.comments(id, most, cursor), page -> {
                    int before = comments.size();
                    for (JsonNode comment : NotionList.results(page)) {
                        String commentId = NotionValues.id(comment, "id");
                        if (commentId != null && BlockReader.isPartial(comment)) {
                            findings.deny(
                                    "comment " + commentId, "comment " + commentId + ": Notion gives nothing but its id", NotionTables.COMMENT);
                        } else if (commentId != null) {
                            Signatures.cut(comment);
                            comments.put(commentId, NotionTables.comment(RecordJson.of(comment), commentId, id));
                        }
                    }
                    return comments.size() > before;
                }));
        return List.copyOf(comments.values());
    }

    /** The partition that a page is in. */
    static String owner(JsonNode page, NotionVersion version) {
        @Nullable String source = NotionValues.id(page, "parent", version.hasDataSources() ? "data_source_id" : "database_id");
        return Objects.requireNonNullElse(source, NotionPartitions.WORKSPACE);
    }
}
