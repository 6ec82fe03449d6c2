package dev.backfill.simulator.notion.content;

import dev.backfill.simulator.notion.workspace.Draw;
import dev.backfill.simulator.notion.workspace.Node;
import dev.backfill.simulator.notion.workspace.NotionId;
import dev.backfill.simulator.notion.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** All that can be told of a workspace. Nothing is kept: each answer is made from the seed and the edits. */
public final class Content {

    private final Workspace workspace;
    private final Users users = new Users();
    private final Titles titles;
    private final Relations relations;
    private final PropertyValues values;
    private final PageJson pages;
    private final Blocks blocks;
    private final Comments comments;
    private final Poison poison;

    /** @param draw decides everything */
    public Content(Workspace workspace, Draw draw, Poison poison) {
        this.workspace = workspace;
        this.poison = poison;
        this.titles = new Titles(draw);
        this.relations = new Relations(workspace, draw);
        this.values = new PropertyValues(draw, users, relations, titles);
        this.pages = new PageJson(draw, poison, values, relations, titles);
        this.blocks = new Blocks(workspace, draw, poison, new BlockPayloads(draw, users), titles);
        this.comments = new Comments(draw, users);
    }

    /** The objects that this is about. */
    public Workspace workspace() {
        return workspace;
    }

    /** What can be damaged. */
    public Poison poison() {
        return poison;
    }

    /** Blocks of pages. */
    public Blocks blocks() {
        return blocks;
    }

    /** People and bots. */
    public Users users() {
        return users;
    }

    /** The name of a page, database or data source. */
    public String title(Node node) {
        return titles.of(node);
    }

    /** A page, a data source, or a database of 2025-09-03. */
    public ObjectNode object(Node node, Rendering rendering) {
        ObjectNode json = switch (node.kind()) {
            case DATABASE -> pages.database(node);
            case DATA_SOURCE -> rendering.version().hasDataSources() ? pages.dataSource(node, rendering.version())
                    : pages.databaseWithColumns(node.parent().orElseThrow(), node);
            default -> pages.page(node, rendering);
        };
        if (!rendering.version().saysArchived()) {
            json.remove("archived");
        }
        return json;
    }

    /** A column of a page, by its id in any spelling. */
    public Optional<PropertyItems> property(Node page, String id) {
        return Optional.ofNullable(Schema.byAnyName(page).get(id))
                .map(property -> new PropertyItems(values, relations, page, property));
    }

    /** How many pages a row relates to. */
    public int references(Node page) {
        return page.isRow() ? relations.of(page).size() : 0;
    }

    /** The comments on a page or on a block, but not on the blocks of the page; nothing when there is no such. */
    public Optional<List<Child>> comments(NotionId id) {
        Optional<Node> page = workspace.find(id).filter(node -> node.isPage() && node.isVisible());
        if (page.isPresent()) {
            ObjectNode parent = Shapes.object().put("type", "page_id").put("page_id", id.text());
            return Optional.of(comments(page.get(), comments.onPage(page.get()), parent));
        }
        return blocks.find(id).map(block -> comments(block.page(), comments.onBlock(block),
                Shapes.object().put("type", "block_id").put("block_id", id.text())));
    }

    private List<Child> comments(Node page, List<Integer> numbers, ObjectNode parent) {
        return numbers.stream().map(number -> new Child(Comments.id(page, number).text(),
                () -> comments.of(page, number, parent.deepCopy()))).toList();
    }

    /** The ids of all comments of a page, those on its blocks after those on itself. */
    public List<String> commentIds(Node page) {
        Stream<Integer> onFirstBlock = blocks.find(Block.id(page, 0)).stream().flatMap(block -> comments.onBlock(block).stream());
        return Stream.concat(comments.onPage(page).stream(), onFirstBlock)
                .map(number -> Comments.id(page, number).text()).toList();
    }

    /** Everybody who is listed. */
    public List<Child> userList(NotionVersion version) {
        return IntStream.range(0, Users.LISTED).mapToObj(user -> new Child(Users.id(user), () -> users.at(user, version))).toList();
    }
}
