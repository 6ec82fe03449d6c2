package dev.backfill.workers.source.notion;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Goes down the blocks of one page. Pages within it are told, not entered; rows of databases that nothing else lists, too. A copy of a synced block keeps what it shows,
 * once for each original, as these blocks belong to the page of the original. Depth, circles and size are bounded.
 */
final class BlockReader {
    private static final int MOST_DEPTH = 100;
    /** JSON in JSON: nesting is bounded where it is read again. */
    private static final int MOST_DEPTH_SHOWN = 50;
    /** They hold others whatever they say. */
    private static final Set<String> ALWAYS_PARENTS = Set.of("table", "column_list");
    /** What was called a transcription until 2026-03-11. */
    private static final Set<String> MEETINGS = Set.of("transcription", "meeting_notes");

    private final NotionClient notion;
    private final PageBlocks blocks;
    private final PageFindings findings;
    private final Attempts attempts;
    private final ChildDatabases databases;
    private final Set<String> originals = new HashSet<>();

    BlockReader(NotionClient notion, PageBlocks blocks, PageFindings findings, Attempts attempts, ChildDatabases databases) {
        this.notion = notion;
        this.blocks = blocks;
        this.findings = findings;
        this.attempts = attempts;
        this.databases = databases;
    }

    void read(String pageId) {
        children(pageId, 0);
    }

    /** Asks for the children of a block, page by page; what goes wrong with this block alone is noted. */
    private int children(String parent, int depth) {
        int[] listed = {0};
        try {
            attempts.of("block " + parent, "children of " + parent, NotionTables.BLOCK, () -> NotionList.each(pages(parent), page -> {
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
            return notion.children(parent, most, cursor);
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
        if (id != null && isPartial(child)) {
            findings.deny("block " + id, "content of " + id + ": Notion gives nothing but the id of this block", NotionTables.BLOCK);
            return false;
        }
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
        blocks.add(id, block, depth);
        below(id, block, original != null, depth + 1);
        return true;
    }

    /** What the token may not read has an object and an id alone. */
    static boolean isPartial(JsonNode object) {
        return object.size() == 2 && object.path("object").isString() && object.path("id").isString();
    }

    private void below(String id, ObjectNode block, boolean isCopy, int depth) {
        String type = String.valueOf(NotionValues.text(block, "type"));
        switch (type) {
            case "child_page" -> findings.discover(id);
            case "child_database" -> attempts.of("database " + id, "rows of the database " + id, null, () -> databases.follow(id, findings));
            case "unsupported" -> findings.deny("block " + id, "content of " + id + ": Notion's API does not give blocks of this kind");
            default -> {
                boolean hasChildren = NotionValues.flag(block, "has_children") || ALWAYS_PARENTS.contains(type);
                if (!isCopy && hasChildren) {
                    enter(id, type, depth);
                }
                if (MEETINGS.contains(type)) {
                    meeting(id, block.path(type), depth);
                }
            }
        }
    }

    /** Summary, notes and transcript are named by their ids, and need not be listed as children ("Create a meeting note"). */
    private void meeting(String id, JsonNode meeting, int depth) {
        String status = NotionValues.text(meeting, "status");
        if (status != null && !status.equals("notes_ready")) {
            findings.await("all of the meeting " + id + ": its notes are not made yet (" + status + ")");
        }
        for (String section : List.of("summary_block_id", "notes_block_id", "transcript_block_id")) {
            String sectionId = NotionValues.id(meeting, "children", section);
            if (sectionId != null && !blocks.has(sectionId) && depth < MOST_DEPTH) {
                children(sectionId, depth);
            }
        }
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
            findings.deny("block " + id, "children of " + id + ": it says that it has some, but Notion lists none", NotionTables.BLOCK);
        }
    }

    /** Once for each original, be it in this page itself. */
    private void show(ObjectNode copy, String original) {
        if (!originals.add(original) || blocks.has(original)) {
            return;
        }
        String id = String.valueOf(NotionValues.id(copy, "id"));
        gather(id, BlockPlace.added(copy).putArray(BlockPlace.SHOWS), 1, "what the synced block " + id + " shows", "its original " + original);
    }

    /** What is refused of it is named with the block alone that it lies in. */
    private void gather(String parent, ArrayNode into, int depth, String what, String original) {
        attempts.of("block " + parent, what, null, () -> {
            try {
                list(parent, into);
            } catch (SourceException failure) {
                if (failure.type() != FailureType.NOT_FOUND) {
                    throw failure;
                }
                findings.deny("block " + parent, what + ": " + original + " is not shared with the integration");
            }
        });
        for (JsonNode each : into) {
            ObjectNode block = (ObjectNode) each;
            blocks.weigh(block.toString().length());
            String id = String.valueOf(NotionValues.id(block, "id"));
            String type = String.valueOf(NotionValues.text(block, "type"));
            if (type.equals("unsupported")) {
                findings.deny("block " + id, "content of " + id + ": Notion's API does not give blocks of this kind");
            } else if (depth < MOST_DEPTH_SHOWN && isEntered(block, type)) {
                gather(id, BlockPlace.added(block).putArray(BlockPlace.SHOWS), depth + 1, "children of " + id, "this block");
            }
        }
    }

    private boolean isEntered(ObjectNode block, String type) {
        String original = NotionValues.id(block, "synced_block", "synced_from", "block_id");
        return NotionValues.flag(block, "has_children")
                && !type.equals("child_page")
                && !type.equals("child_database")
                && (original == null || (originals.add(original) && !blocks.has(original)));
    }

    private void list(String parent, ArrayNode into) {
        into.removeAll();
        Set<String> ids = new HashSet<>();
        NotionList.each(pages(parent), page -> {
            boolean news = false;
            for (JsonNode child : NotionList.results(page)) {
                String id = NotionValues.id(child, "id");
                if (id != null && child instanceof ObjectNode block && ids.add(id)) {
                    news = true;
                    Signatures.cut(block);
                    into.add(block);
                }
            }
            return news;
        });
    }
}
