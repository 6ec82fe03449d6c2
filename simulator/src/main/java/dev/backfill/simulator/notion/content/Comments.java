package dev.backfill.simulator.notion.content;

import dev.backfill.simulator.notion.workspace.Draw;
import dev.backfill.simulator.notion.workspace.Node;
import dev.backfill.simulator.notion.workspace.NotionId;
import dev.backfill.simulator.notion.workspace.Purpose;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** Unresolved comments: on two pages of five, and on the first block of one page of six. */
final class Comments {

    private static final int MANY = 250;
    private static final int BITS_OF_INDEX = 12;

    private final Draw draw;
    private final Users users;

    Comments(Draw draw, Users users) {
        this.draw = draw;
        this.users = users;
    }

    /** The numbers of those on a page, oldest first. */
    List<Integer> onPage(Node page) {
        int generated = page.number() == Special.MANY_COMMENTS ? MANY
                : Math.max(0, draw.below(page.number(), Purpose.COMMENTS, 10) - 5);
        return IntStream.range(page.edits().commentsRemoved(), generated + page.edits().commentsAdded()).boxed().toList();
    }

    /** The numbers of those on a block. */
    List<Integer> onBlock(Block block) {
        boolean some = block.part() == 0 && draw.oneIn(block.page().number(), Purpose.BLOCK_COMMENTS, 6);
        return some ? List.of((1 << BITS_OF_INDEX), (1 << BITS_OF_INDEX) + 1) : List.of();
    }

    static NotionId id(Node page, int number) {
        return new NotionId(NotionId.Kind.COMMENT, page.number(), number);
    }

    ObjectNode of(Node page, int number, ObjectNode parent) {
        long seed = draw.bits((long) page.number() << 20 | number, Purpose.COMMENTS);
        ObjectNode json = Shapes.object().put("object", "comment").put("id", id(page, number).text());
        json.set("parent", parent);
        // Every other one answers the one before.
        json.put("discussion_id", new NotionId(NotionId.Kind.DISCUSSION, page.number(), number & ~1).text());
        String time = Shapes.time(page.created() + number * 60_000L);
        json.put("created_time", time).put("last_edited_time", time).set("created_by", Shapes.user(Users.writer(seed)));
        json.set("rich_text", RichText.mixed(seed, users, page.created()));
        json.putObject("display_name").put("type", "user").put("resolved_name", Users.name((int) Math.floorMod(seed, (long) Users.LISTED)));
        return json;
    }
}
