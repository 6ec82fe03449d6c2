package dev.backfill.workers.source.notion;

import static dev.backfill.store.page.ColumnType.BIGINT;
import static dev.backfill.store.page.ColumnType.BOOLEAN;
import static dev.backfill.store.page.ColumnType.JSONB;
import static dev.backfill.store.page.ColumnType.TEXT;
import static dev.backfill.store.page.ColumnType.TEXTS;

import dev.backfill.store.page.Column;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.Table;
import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.RecordJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The tables and their rows. The columns stand in {@code V1__pages.sql}. */
final class NotionTables {
    static final Table PAGE = new Table("notion", "page", "data_source_id", false, List.of(
            new Column("title", TEXT),
            new Column("url", TEXT),
            new Column("icon", TEXT),
            new Column("parent_type", TEXT),
            new Column("parent_id", TEXT),
            new Column("created_by", TEXT),
            new Column("edited_by", TEXT),
            new Column("people", TEXTS),
            new Column("in_trash", BOOLEAN),
            new Column("properties", JSONB),
            new Column("text", TEXT),
            new Column("missing", TEXTS)));
    static final Table BLOCK = new Table("notion", "block", "page_id", true, List.of(
            new Column("type", TEXT),
            new Column("parent_id", TEXT),
            new Column("depth", BIGINT),
            new Column("ordinal", BIGINT),
            new Column("text", TEXT)));
    static final Table COMMENT = new Table("notion", "comment", "page_id", true, List.of(
            new Column("discussion_id", TEXT),
            new Column("author_id", TEXT),
            new Column("author_name", TEXT),
            new Column("body", TEXT)));
    static final Table DATA_SOURCE = new Table("notion", "data_source", "database_id", false, List.of(
            new Column("title", TEXT),
            new Column("url", TEXT),
            new Column("in_trash", BOOLEAN),
            new Column("properties", JSONB)));
    static final Table USER = new Table("notion", "user", "workspace", false, List.of(
            new Column("name", TEXT),
            new Column("type", TEXT),
            new Column("email", TEXT)));

    private NotionTables() {}

    /**
     * @param json with its properties complete, and {@code missing} below what this program adds
     * @param owner id of its data source, or that of the workspace's partition
     */
    static Row page(RecordJson json, String id, String owner, String text) {
        JsonNode page = json.content();
        String parentType = NotionValues.text(page, "parent", "type");
        JsonNode properties = PageProperties.of(page);
        // Blocks change without the page's own object: its time is a whole minute, and that of a page within it is another's.
        return row(json, json.hashWith(text), id, owner, Arrays.asList(
                PageProperties.title(page),
                NotionValues.text(page, "url"),
                NotionValues.text(page, "icon", "emoji"),
                parentType,
                parentType == null ? null : NotionValues.id(page, "parent", parentType),
                NotionValues.id(page, "created_by", "id"),
                NotionValues.id(page, "last_edited_by", "id"),
                PageProperties.people(page),
                NotionValues.isInTrash(page),
                properties == null ? null : json.part(properties).canonical(),
                text,
                missing(page)));
    }

    private static @Nullable List<String> missing(JsonNode page) {
        List<String> missing = new ArrayList<>();
        page.path(BlockPlace.ADDED).path("missing").forEach(what -> missing.add(what.asString("")));
        return missing.isEmpty() ? null : missing;
    }

    static Row block(RecordJson json, String id, String pageId) {
        JsonNode block = json.content();
        BlockPlace place = BlockPlace.readFrom(block);
        String parentType = NotionValues.text(block, "parent", "type");
        return row(json, id, pageId, Arrays.asList(
                NotionValues.text(block, "type"),
                parentType == null ? null : NotionValues.id(block, "parent", parentType),
                (long) place.depth(),
                (long) place.ordinal(),
                BlockText.read(block)));
    }

    static Row comment(RecordJson json, String id, String pageId) {
        JsonNode comment = json.content();
        return row(json, id, pageId, Arrays.asList(
                NotionValues.id(comment, "discussion_id"),
                NotionValues.id(comment, "created_by", "id"),
                NotionValues.text(comment, "display_name", "resolved_name"),
                RichText.read(comment.path("rich_text"))));
    }

    static Row dataSource(RecordJson json, String id) {
        JsonNode source = json.content();
        JsonNode properties = PageProperties.of(source);
        String database = NotionValues.id(source, "parent", "database_id");
        return row(json, id, Objects.requireNonNullElse(database, id), Arrays.asList(
                RichText.read(source.path("title")),
                NotionValues.text(source, "url"),
                NotionValues.isInTrash(source),
                properties == null ? null : json.part(properties).canonical()));
    }

    static Row user(RecordJson json, String id, String workspace) {
        JsonNode user = json.content();
        return row(json, id, workspace, Arrays.asList(
                NotionValues.text(user, "name"), NotionValues.text(user, "type"), NotionValues.text(user, "person", "email")));
    }

    private static Row row(RecordJson json, String id, String owner, List<@Nullable Object> values) {
        return row(json, json.hash(), id, owner, values);
    }

    private static Row row(RecordJson json, byte[] hash, String id, String owner, List<@Nullable Object> values) {
        return new Row(
                id,
                owner,
                JsonMembers.time(json.content(), "created_time"),
                JsonMembers.time(json.content(), "last_edited_time"),
                values,
                json.canonical(),
                hash,
                json.cleaned());
    }
}
