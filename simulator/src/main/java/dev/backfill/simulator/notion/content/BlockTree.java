package dev.backfill.simulator.notion.content;

import dev.backfill.simulator.notion.workspace.Draw;
import dev.backfill.simulator.notion.workspace.Edits;
import dev.backfill.simulator.notion.workspace.Node;
import dev.backfill.simulator.notion.workspace.NotionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The blocks of one page; made anew for each answer, so that pages cost no memory. */
final class BlockTree {

    private static final int TOP = -1;

    private final Node page;
    private final List<Block> blocks = new ArrayList<>();
    private final Map<Integer, List<Block>> byParent = new HashMap<>();
    private final Map<Integer, Block> byPart = new HashMap<>();

    private BlockTree(Node page) {
        this.page = page;
    }

    static BlockTree of(Node page, Draw draw, Poison poison) {
        BlockTree tree = new BlockTree(page);
        new BlockPlan(tree, page, draw, poison).fill();
        tree.index();
        return tree;
    }

    /** Adds a block behind the others. */
    int add(BlockType type, int parent) {
        blocks.add(Block.of(page, blocks.size(), type, parent));
        return blocks.size() - 1;
    }

    int addCopy(int parent, NotionId source) {
        blocks.add(new Block(page, blocks.size(), BlockType.SYNCED_COPY, parent, source));
        return blocks.size() - 1;
    }

    private void index() {
        Edits edits = page.edits();
        for (Block block : blocks) {
            if (!edits.isRemoved(block.part()) && (block.parent() == TOP || byPart.containsKey(block.parent()))) {
                keep(block);
            }
        }
        for (int i = 0; i < edits.appended().size(); i++) {
            keep(Block.of(page, Edits.FIRST_APPENDED + i, BlockType.PARAGRAPH, TOP));
        }
    }

    private void keep(Block block) {
        byPart.put(block.part(), block);
        byParent.computeIfAbsent(block.parent(), _ -> new ArrayList<>()).add(block);
    }

    Optional<Block> find(int part) {
        return Optional.ofNullable(byPart.get(part));
    }

    /** Blocks directly below another, or at the top for -1. */
    List<Block> children(int parent) {
        return byParent.getOrDefault(parent, List.of());
    }

    /** Child pages and databases directly below a block, or at the top for -1. */
    List<Node> childNodes(int parent) {
        return page.children().stream()
                .filter(child -> (byPart.containsKey(child.parentBlock()) ? child.parentBlock() : TOP) == parent)
                .filter(child -> child.isVisible() && !child.inTrash())
                .toList();
    }
}
