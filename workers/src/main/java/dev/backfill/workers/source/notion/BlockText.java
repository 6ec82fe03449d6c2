package dev.backfill.workers.source.notion;

import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a single block says, without its place in lists and without what lies in it. */
final class BlockText {
    private BlockText() {}

    /** Of one or more lines; null if there is nothing to read in it, such as a column. */
    static @Nullable String read(JsonNode block) {
        String type = String.valueOf(NotionValues.text(block, "type"));
        JsonNode content = block.path(type);
        return switch (type) {
            case "table_row" -> cells(content.path("cells"));
            case "child_page", "child_database" -> link(NotionValues.text(content, "title"), NotionValues.id(block, "id"));
            case "link_to_page" -> linkToPage(content);
            case "image", "video", "pdf", "file", "audio" -> file(type, content);
            case "bookmark", "embed", "link_preview" -> withCaption(NotionValues.text(content, "url"), content);
            case "equation" -> NotionValues.text(content, "expression");
            case "divider" -> "---";
            case "unsupported" -> "[a block that Notion's API does not give]";
            case "column_list", "column", "table", "synced_block", "table_of_contents", "breadcrumb" -> null;
            default -> content.path("rich_text").isArray() ? RichText.read(content.path("rich_text")) : named(content);
        };
    }

    /** Types that are not known may still have a title. */
    private static @Nullable String named(JsonNode content) {
        JsonNode title = content.path("title");
        return title.isArray() ? RichText.read(title) : NotionValues.text(title);
    }

    private static String cells(JsonNode cells) {
        StringJoiner row = new StringJoiner(" | ");
        cells.forEach(cell -> row.add(RichText.read(cell).replace('\n', ' ')));
        return row.toString();
    }

    private static @Nullable String linkToPage(JsonNode content) {
        String type = NotionValues.text(content, "type");
        return type == null ? null : link(null, NotionValues.id(content, type));
    }

    private static String link(@Nullable String title, @Nullable String id) {
        String address = id == null ? "" : "https://app.notion.com/p/" + id.replace("-", "");
        return title == null || title.isBlank() ? address : "[" + title + "](" + address + ")";
    }

    /** Its name, and the address where that does not expire. */
    private static String file(String type, JsonNode content) {
        String external = NotionValues.text(content, "external", "url");
        String hosted = NotionValues.text(content, "file", "url");
        String name = NotionValues.text(content, "name");
        if (name == null || name.isBlank()) {
            name = external != null ? external : hosted == null ? null : Signatures.fileName(hosted);
        } else if (external != null) {
            name = name + " (" + external + ")";
        }
        return Objects.requireNonNull(withCaption("[" + type + "] " + Objects.requireNonNullElse(name, ""), content)).strip();
    }

    private static @Nullable String withCaption(@Nullable String shown, JsonNode content) {
        String caption = RichText.read(content.path("caption"));
        if (caption.isEmpty()) {
            return shown;
        }
        return shown == null ? caption : shown + " – " + caption;
    }
}
