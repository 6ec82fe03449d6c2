package dev.backfill.simulator.notion.content;

import dev.backfill.simulator.notion.workspace.Draw;
import dev.backfill.simulator.notion.workspace.NotionId;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What blocks hold under the name of their type. */
final class BlockPayloads {

    private static final int RUNS_OF_HUGE = 100;
    private static final String LONG_RUN = "x".repeat(2_000);

    private final Draw draw;
    private final Users users;

    BlockPayloads(Draw draw, Users users) {
        this.draw = draw;
        this.users = users;
    }

    ObjectNode of(Block block, Rendering rendering) {
        ObjectNode json = Shapes.object();
        switch (block.type()) {
            case HEADING_1, HEADING_2, HEADING_3, HEADING_4 -> text(json, block).put("is_toggleable", block.type() == BlockType.HEADING_2)
                    .put("color", "default");
            case BULLETED_LIST_ITEM, NUMBERED_LIST_ITEM, TOGGLE, QUOTE -> text(json, block).put("color", "default");
            case TO_DO -> text(json, block).put("checked", seed(block) % 2 == 0).put("color", "default");
            case CALLOUT -> callout(json, block);
            case CODE -> code(json);
            case TABLE -> json.put("table_width", 3).put("has_column_header", true).put("has_row_header", false);
            case TABLE_ROW -> cells(json, block);
            case SYNCED_BLOCK -> json.putNull("synced_from");
            case SYNCED_COPY -> json.putObject("synced_from").put("type", "block_id").put("block_id", block.source().text());
            case IMAGE, FILE, VIDEO, PDF, AUDIO -> file(json, block, rendering);
            case BOOKMARK, EMBED -> {
                json.putArray("caption");
                json.put("url", "https://example.com/" + block.part());
            }
            case LINK_PREVIEW -> json.put("url", "https://github.com/example/example/pull/" + block.part());
            case LINK_TO_PAGE -> json.put("type", "page_id").put("page_id", linked(block).text());
            case EQUATION -> json.put("expression", "\\frac{a}{b} \\le \\sqrt{c_{" + block.part() + "}}");
            case TABLE_OF_CONTENTS -> json.put("color", "gray");
            case TEMPLATE -> text(json, block);
            case HUGE -> huge(json);
            case PARAGRAPH -> text(json, block).putNull("icon").put("color", "default");
            case TRANSCRIPTION -> meeting(json, block);
            case DIVIDER, TAB, BREADCRUMB, COLUMN_LIST, COLUMN, UNSUPPORTED, FUTURE_BLOCK -> { }
        }
        return json;
    }

    private ObjectNode text(ObjectNode json, Block block) {
        json.set("rich_text", RichText.mixed(seed(block), users, block.page().created()));
        return json;
    }

    /** Its three parts are the blocks behind it. */
    private static void meeting(ObjectNode json, Block block) {
        json.set("title", RichText.plain("Meeting " + block.part()));
        json.put("status", "notes_ready").putObject("children")
                .put("summary_block_id", Block.id(block.page(), block.part() + 1).text())
                .put("notes_block_id", Block.id(block.page(), block.part() + 2).text())
                .put("transcript_block_id", Block.id(block.page(), block.part() + 3).text());
    }

    private void callout(ObjectNode json, Block block) {
        text(json, block).putObject("icon").put("type", "emoji").put("emoji", "💡");
        json.put("color", "gray_background");
    }

    private static void code(ObjectNode json) {
        json.putArray("caption");
        json.set("rich_text", RichText.plain("if (a < b) {\n\treturn \"<&>\";\n}"));
        json.put("language", "java");
    }

    private void cells(ObjectNode json, Block block) {
        ArrayNode cells = json.putArray("cells");
        for (int i = 0; i < 3; i++) {
            // Empty cells are common.
            cells.add(i == 2 ? Shapes.array() : RichText.plain(Words.of(Words.TAGS, seed(block) >>> (i * 8))));
        }
    }

    private void file(ObjectNode json, Block block, Rendering rendering) {
        json.set("caption", block.type() == BlockType.IMAGE ? RichText.plain("A caption – 説明") : Shapes.array());
        String name = "attachment-" + block.part() + ".bin";
        json.setAll(seed(block) % 3 == 0 ? Files.external("https://example.com/" + name)
                : rendering.files().hosted(block.id(), name));
        if (block.type() != BlockType.IMAGE && block.type() != BlockType.VIDEO) {
            json.put("name", name);
        }
    }

    /** The two pages of the cycle lead to each other; others lead somewhere, perhaps to a page that is not shared. */
    private NotionId linked(Block block) {
        int target = switch (block.page().number()) {
            case Special.CYCLE -> Special.OTHER_CYCLE;
            case Special.OTHER_CYCLE -> Special.CYCLE;
            default -> (int) Math.floorMod(seed(block), (long) block.page().number() + 1);
        };
        return NotionId.of(NotionId.Kind.PAGE, target);
    }

    private static void huge(ObjectNode json) {
        ArrayNode runs = json.putArray("rich_text");
        for (int i = 0; i < RUNS_OF_HUGE; i++) {
            runs.add(RichText.run(LONG_RUN));
        }
        json.putNull("icon").put("color", "default");
    }

    private long seed(Block block) {
        return draw.bits((long) block.page().number() << 20 | block.part(), 0);
    }
}
