package dev.backfill.workers.source.notion;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Retries;
import dev.backfill.workflows.failure.FailureType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Goes down the blocks of one page. Pages and databases within it are told, not entered. A copy of a synced block keeps what it shows,
 * once for each original, as these blocks belong to the page of the original. Depth, circles and size are bounded.
 */
final class BlockReader {
    private static final int MOST_DEPTH = 100;
    /** JSON in JSON: nesting is bounded where it is read again. */
    private static final int MOST_DEPTH_SHOWN = 50;
    /** They hold others whatever they say. */
    private static final Set<String> ALWAYS_PARENTS = Set.of("table", "column_list");

    private final NotionClient notion;
    private final PageBlocks blocks;
    private final PageFindings findings;
    private final Attempts attempts;
    private final Set<String> originals = new HashSet<>();

    BlockReader(NotionClient notion, PageBlocks blocks, PageFindings findings, Attempts attempts) {
        this.notion = notion;
        this.blocks = blocks;
        this.findings = findings;
        this.attempts = attempts;
    }

    void read(String pageId) {
        children(pageId, 0);
    }

    /** Asks for the children of a block, page by page; what goes wrong with this block alone is noted. */
    private int children(String parent, int depth) {
        int[] listed = {0};
        try {
            attempts.of("children of " + parent, NotionTables.BLOCK, () -> NotionList.each(pages(parent), page -> {
                int before = listed[0];
                NotionList.results(page).forEach(child -> listed[0] += add(parent, child, depth) ? 1 : 0);
                return listed[0] > before;
            }));
        } catch (Full full) {
            findings.lack("what follows in " + parent + ": a page is read up to " + PageBlocks.MOST_BLOCKS + " blocks and "
                    + PageBlocks.MOST_BYTES + " bytes", NotionTables.BLOCK);
        }
        return listed[0];
    }

    private NotionList.Pages pages(String parent) {
        return (most, cursor) -> {
            if (blocks.isFull()) {
                throw new Full();
            }
            return notion.children(parent, most, cursor, Retries.USUAL);
        };
    }

    /** Ends the reading of a page that is larger than is kept. */
    private static final class Full extends RuntimeException {
        Full() {
            super("the page is full", null, false, false);
        }
    }

    /** @return whether it is one that was not there yet */
    private boolean add(String parent, JsonNode child, int depth) {
        String id = NotionValues.id(child, "id");
        if (id == null || !(child instanceof ObjectNode block) || NotionValues.text(block, "type") == null) {
            findings.lack("a child of " + parent + " that cannot be read: it has no id or no type", NotionTables.BLOCK);
            return false;
        }
        if (blocks.has(id)) {
            return false;
        }
        Signatures.cut(block);
        String original = NotionValues.id(block, "synced_block", "synced_from", "block_id");
        if (original != null) {
            show(block, original);
        }
        String type = String.valueOf(NotionValues.text(block, "type"));
        boolean below = NotionValues.flag(block, "has_children") || ALWAYS_PARENTS.contains(type);
        blocks.add(id, block, depth);
        switch (type) {
            case "child_page" -> findings.childPage(id);
            case "child_database" -> { }
            case "unsupported" -> findings.deny("content of " + id + ": Notion's API does not give blocks of this kind");
            default -> {
                if (original == null && below) {
                    enter(id, type, depth + 1);
                }
            }
        }
        return true;
    }

    private void enter(String id, String type, int depth) {
        if (type.equals("synced_block")) {
            originals.add(id);
        }
        if (depth >= MOST_DEPTH) {
            findings.lack("children of " + id + ": blocks are read up to a depth of " + MOST_DEPTH, NotionTables.BLOCK);
            return;
        }
        int missing = findings.missing().size();
        if (children(id, depth) == 0 && findings.missing().size() == missing) {
            findings.deny("children of " + id + ": it says that it has some, but Notion lists none", NotionTables.BLOCK);
        }
    }

    /** Once for each original, be it in this page itself. */
    private void show(ObjectNode copy, String original) {
        if (!originals.add(original) || blocks.has(original)) {
            return;
        }
        String id = String.valueOf(NotionValues.id(copy, "id"));
        ArrayNode shown = BlockPlace.added(copy).putArray(BlockPlace.SHOWS);
        attempts.of("what the synced block " + id + " shows", null, () -> {
            try {
                gather(id, shown, 1);
            } catch (SourceException failure) {
                if (failure.type() != FailureType.NOT_FOUND) {
                    throw failure;
                }
                findings.deny("what the synced block " + id + " shows: its original " + original
                        + " is not shared with the integration");
            }
        });
    }

    private void gather(String parent, ArrayNode into, int depth) {
        List<ObjectNode> found = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        NotionList.each(pages(parent), page -> {
            boolean news = false;
            for (JsonNode child : NotionList.results(page)) {
                String id = NotionValues.id(child, "id");
                if (id != null && child instanceof ObjectNode block && ids.add(id)) {
                    news = true;
                    Signatures.cut(block);
                    found.add(block);
                }
            }
            return news;
        });
        for (ObjectNode block : found) {
            into.add(block);
            blocks.weigh(block.toString().length());
            String original = NotionValues.id(block, "synced_block", "synced_from", "block_id");
            boolean entered = NotionValues.flag(block, "has_children") && depth < MOST_DEPTH_SHOWN
                    && !Set.of("child_page", "child_database").contains(String.valueOf(NotionValues.text(block, "type")))
                    && (original == null || (originals.add(original) && !blocks.has(original)));
            if (entered) {
                gather(String.valueOf(NotionValues.id(block, "id")), BlockPlace.added(block).putArray(BlockPlace.SHOWS), depth + 1);
            }
        }
    }
}
