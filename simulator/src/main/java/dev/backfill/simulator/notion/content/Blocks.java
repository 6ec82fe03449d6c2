package dev.backfill.simulator.notion.content;

import dev.backfill.simulator.notion.workspace.Draw;
import dev.backfill.simulator.notion.workspace.Edits;
import dev.backfill.simulator.notion.workspace.Node;
import dev.backfill.simulator.notion.workspace.NotionId;
import dev.backfill.simulator.notion.workspace.Purpose;
import dev.backfill.simulator.notion.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** The blocks of pages, child pages and databases among them, whose blocks have the ids of what they stand for. */
public final class Blocks {

    private static final int TOP = -1;
    private static final long AN_HOUR = 3_600_000;

    private final Workspace workspace;
    private final Draw draw;
    private final Poison poison;
    private final BlockPayloads payloads;
    private final Titles titles;

    Blocks(Workspace workspace, Draw draw, Poison poison, BlockPayloads payloads, Titles titles) {
        this.workspace = workspace;
        this.draw = draw;
        this.poison = poison;
        this.payloads = payloads;
        this.titles = titles;
    }

    private BlockTree tree(Node page) {
        return BlockTree.of(page, draw, poison);
    }

    Optional<Block> find(NotionId id) {
        return id.kind() != NotionId.Kind.BLOCK ? Optional.empty()
                : workspace.find(NotionId.of(NotionId.Kind.PAGE, id.owner())).filter(Node::isVisible)
                        .flatMap(page -> tree(page).find(id.part() - 1));
    }

    private Optional<Node> findNode(NotionId id) {
        return workspace.find(id).filter(Node::isVisible).filter(node -> node.kind() != NotionId.Kind.DATA_SOURCE);
    }

    /** A block, a page or a database, as a block. */
    public Optional<ObjectNode> one(NotionId id, Rendering rendering) {
        return find(id).map(block -> json(block, tree(block.page()), rendering))
                .or(() -> findNode(id).map(node -> json(node, rendering)));
    }

    /** What lies directly in a block, page or database; nothing when there is no such or it cannot be seen. */
    public Optional<List<Child>> children(NotionId id, Rendering rendering) {
        Optional<Block> block = find(id);
        if (block.isEmpty()) {
            return findNode(id).map(node -> node.isPage() ? below(tree(node), TOP, rendering) : List.of());
        }
        if (block.get().type() == BlockType.SYNCED_COPY) {
            return find(block.get().source()).filter(source -> source.type() != BlockType.SYNCED_COPY)
                    .map(source -> below(tree(source.page()), source.part(), rendering));
        }
        return Optional.of(below(tree(block.get().page()), block.get().part(), rendering));
    }

    /** Whether the children of a block can never be read. */
    public boolean isUnreadable(NotionId id) {
        return find(id).filter(block -> block.part() == 0)
                .filter(block -> poison.of(block.page()).filter(Poison.Kind.UNREADABLE_CHILDREN::equals).isPresent()).isPresent();
    }

    /** Ids of all blocks of a page in reading order, without what copies show. */
    public List<Child> all(Node page, Rendering rendering) {
        List<Child> all = new ArrayList<>();
        BlockTree tree = tree(page);
        collect(tree, TOP, rendering, all);
        return all;
    }

    private void collect(BlockTree tree, int parent, Rendering rendering, List<Child> all) {
        for (Block block : tree.children(parent)) {
            all.add(new Child(block.id().text(), () -> json(block, tree, rendering)));
            collect(tree, block.part(), rendering, all);
        }
        tree.childNodes(parent).forEach(node -> all.add(new Child(node.id().text(), () -> json(node, rendering))));
    }

    private List<Child> below(BlockTree tree, int parent, Rendering rendering) {
        return Stream.concat(
                tree.children(parent).stream().map(block -> new Child(block.id().text(), () -> json(block, tree, rendering))),
                tree.childNodes(parent).stream().map(node -> new Child(node.id().text(), () -> json(node, rendering)))).toList();
    }

    private ObjectNode json(Block block, BlockTree tree, Rendering rendering) {
        Node page = block.page();
        ObjectNode parent = block.parent() == TOP
                ? Shapes.object().put("type", "page_id").put("page_id", page.id().text())
                : Shapes.object().put("type", "block_id").put("block_id", Block.id(page, block.parent()).text());
        int appended = block.part() - Edits.FIRST_APPENDED;
        long created = appended < 0 ? page.created() : page.edits().appended().get(appended);
        long edited = appended < 0 ? Math.min(page.edited(), page.created() + AN_HOUR) : created;
        ObjectNode json = head(block.id(), parent, page, created, edited);
        json.put("has_children", block.type() == BlockType.SYNCED_COPY || !tree.children(block.part()).isEmpty()
                || !tree.childNodes(block.part()).isEmpty());
        String type = block.type().text(rendering.version());
        json.put("in_trash", false).put("type", type).set(type, payloads.of(block, rendering));
        poison.of(page).filter(Poison.Kind.NO_TEXT::equals).filter(_ -> block.part() == 0)
                .ifPresent(_ -> json.putRawValue("paragraph", new RawValue("{\"rich_text\":null,\"color\":null}")));
        return archived(json, false, rendering);
    }

    private ObjectNode json(Node node, Rendering rendering) {
        ObjectNode json = head(node.id(), Shapes.parent(node, rendering.version()), node, node.created(), node.edited());
        String type = node.isPage() ? "child_page" : "child_database";
        boolean hasChildren = node.isPage() && (!tree(node).children(TOP).isEmpty() || !node.children().isEmpty());
        json.put("has_children", hasChildren).put("in_trash", node.inTrash()).put("type", type);
        json.putObject(type).put("title", titles.of(node));
        return archived(json, node.inTrash(), rendering);
    }

    private static ObjectNode archived(ObjectNode json, boolean trashed, Rendering rendering) {
        return rendering.version().saysArchived() ? json.put("archived", trashed) : json;
    }

    private ObjectNode head(NotionId id, ObjectNode parent, Node node, long created, long edited) {
        long author = draw.bits(node.number(), Purpose.AUTHOR);
        ObjectNode json = Shapes.object().put("object", "block").put("id", id.text());
        json.set("parent", parent);
        json.put("created_time", Shapes.time(created)).put("last_edited_time", Shapes.time(edited));
        json.set("created_by", Shapes.user(Users.writer(author)));
        json.set("last_edited_by", Shapes.user(Users.writer(author)));
        return json;
    }
}
