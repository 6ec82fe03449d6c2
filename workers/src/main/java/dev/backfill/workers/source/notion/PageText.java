package dev.backfill.workers.source.notion;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A page as text that people can read, made of its blocks one after another: headings, lists, tables, code, quotes. What a synced block
 * shows is told once.
 */
final class PageText {
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();
    /** For each depth: what lines begin with, and the number of the list item that came last. */
    private final List<String> prefixes = new ArrayList<>(List.of(""));
    private final List<Integer> numbers = new ArrayList<>(List.of(0));
    private final Set<String> told = new HashSet<>();
    private int silentBelow = Integer.MAX_VALUE;
    private String lastType = "";

    /** @param depth 0 at the top, and at most one more than that of the block before */
    void add(JsonNode block, int depth) {
        if (depth > silentBelow) {
            return;
        }
        silentBelow = Integer.MAX_VALUE;
        int level = Math.min(Math.max(depth, 0), prefixes.size() - 1);
        prefixes.subList(level + 1, prefixes.size()).clear();
        numbers.subList(level + 1, numbers.size()).clear();
        String type = String.valueOf(NotionValues.text(block, "type"));
        numbers.set(level, type.equals("numbered_list_item") ? numbers.get(level) + 1 : 0);
        if (type.equals("synced_block") && !isToldFirst(block)) {
            silentBelow = depth;
        }
        write(block, type, prefixes.get(level), numbers.get(level));
        prefixes.add(prefixes.get(level) + indentBelow(type));
        numbers.add(0);
        if (silentBelow == Integer.MAX_VALUE) {
            BlockPlace.shown(block).forEach(shown -> add(shown, level + 1));
        }
    }

    private boolean isToldFirst(JsonNode block) {
        String original = NotionValues.id(block, "synced_block", "synced_from", "block_id");
        String id = original == null ? NotionValues.id(block, "id") : original;
        boolean copyWithoutContent = original != null && BlockPlace.shown(block).isEmpty();
        return copyWithoutContent || id == null || told.add(id);
    }

    private void write(JsonNode block, String type, String prefix, int number) {
        String said = BlockText.read(block);
        if (said == null || (said.isBlank() && !type.equals("table_row"))) {
            return;
        }
        if (!text.isEmpty()) {
            text.append(apart(type) ? "\n\n" : "\n");
        }
        lastType = type;
        String mark = mark(block, type, number);
        String[] lines = type.equals("code") ? fenced(block, said) : said.split("\n", -1);
        for (int index = 0; index < lines.length; index++) {
            boolean first = index == 0;
            text.append(first ? "" : "\n").append(prefix).append(first || type.equals("quote") ? mark : " ".repeat(mark.length()))
                    .append(lines[index]);
        }
    }

    /** Items of a list, and rows of a table, stand together. */
    private boolean apart(String type) {
        return !isTogether(type) || !isTogether(lastType) || type.equals("table_row") != lastType.equals("table_row");
    }

    private static boolean isTogether(String type) {
        return switch (type) {
            case "bulleted_list_item", "numbered_list_item", "to_do", "table_row" -> true;
            default -> false;
        };
    }

    private static String mark(JsonNode block, String type, int number) {
        return switch (type) {
            case "heading_1" -> "# ";
            case "heading_2" -> "## ";
            case "heading_3" -> "### ";
            case "heading_4" -> "#### ";
            case "bulleted_list_item" -> "- ";
            case "numbered_list_item" -> number + ". ";
            case "to_do" -> NotionValues.flag(block, "to_do", "checked") ? "[x] " : "[ ] ";
            case "toggle" -> "▸ ";
            case "quote" -> "> ";
            case "callout" -> icon(block.path("callout").path("icon"));
            default -> "";
        };
    }

    private static String icon(JsonNode icon) {
        @Nullable String emoji = NotionValues.text(icon, "emoji");
        return emoji == null ? "" : emoji + " ";
    }

    private static String[] fenced(JsonNode block, String code) {
        @Nullable String language = NotionValues.text(block, "code", "language");
        return ("```" + (language == null ? "" : language) + "\n" + code + "\n```").split("\n", -1);
    }

    private static String indentBelow(String type) {
        return switch (type) {
            case "column_list", "column", "table", "synced_block", "template" -> "";
            case "heading_1", "heading_2", "heading_3", "heading_4" -> "";
            case "quote" -> "> ";
            default -> INDENT;
        };
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
