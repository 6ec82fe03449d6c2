package dev.backfill.simulator.notion.content;

import dev.backfill.simulator.notion.workspace.Draw;
import dev.backfill.simulator.notion.workspace.Node;
import dev.backfill.simulator.notion.workspace.NotionId;
import dev.backfill.simulator.notion.workspace.Purpose;

/** Decides which blocks a page has. */
final class BlockPlan {

    private static final int TOP = -1;
    private static final int DEPTH = 20;
    private static final int MANY = 10_000;
    private static final int HUGE_BLOCKS = 50;

    private final BlockTree tree;
    private final Node page;
    private final Draw draw;
    private final Poison poison;

    BlockPlan(BlockTree tree, Node page, Draw draw, Poison poison) {
        this.tree = tree;
        this.page = page;
        this.draw = draw;
        this.poison = poison;
    }

    void fill() {
        switch (page.number()) {
            case Special.EVERY_BLOCK -> everyType();
            case Special.DEEP -> deep();
            case Special.CYCLE -> cycle(Special.OTHER_CYCLE);
            case Special.OTHER_CYCLE -> cycle(Special.CYCLE);
            case Special.MANY_BLOCKS -> usualOr(MANY, BlockType.PARAGRAPH);
            case Special.HUGE -> usualOr(HUGE_BLOCKS, BlockType.HUGE);
            case Special.SYNCED -> synced();
            default -> usual();
        }
    }

    private void usualOr(int count, BlockType type) {
        if (!poison.isOn()) {
            usual();
            return;
        }
        for (int i = 0; i < count; i++) {
            tree.add(type, TOP);
        }
    }

    private void usual() {
        poison.of(page).ifPresent(this::poisoned);
        int count = page.isRow() ? draw.below(page.number(), Purpose.BLOCKS, 5) : 2 + draw.below(page.number(), Purpose.BLOCKS, 14);
        for (int i = 0; i < count; i++) {
            item(draw.below(page.number() * 64L + i, Purpose.BLOCK_TYPE, 26));
        }
    }

    private void poisoned(Poison.Kind kind) {
        switch (kind) {
            case UNREADABLE_CHILDREN -> tree.add(BlockType.PARAGRAPH, tree.add(BlockType.TOGGLE, TOP));
            case FUTURE_BLOCK -> tree.add(BlockType.PARAGRAPH, tree.add(BlockType.FUTURE_BLOCK, TOP));
            case NO_TEXT -> tree.add(BlockType.PARAGRAPH, TOP);
            default -> { }
        }
    }

    private void everyType() {
        for (int template = 0; template < 26; template++) {
            item(template);
        }
    }

    /** One block at the top, with what belongs in it. */
    private void item(int template) {
        switch (template) {
            case 0 -> tree.add(BlockType.HEADING_1, TOP);
            case 1 -> tree.add(BlockType.PARAGRAPH, tree.add(BlockType.HEADING_2, TOP));
            case 2 -> tree.add(BlockType.HEADING_3, TOP);
            case 3 -> tree.add(BlockType.BULLETED_LIST_ITEM, tree.add(BlockType.BULLETED_LIST_ITEM, TOP));
            case 4 -> list(BlockType.NUMBERED_LIST_ITEM);
            case 5 -> tree.add(BlockType.TO_DO, tree.add(BlockType.TO_DO, TOP));
            case 6 -> tree.add(BlockType.PARAGRAPH, tree.add(BlockType.BULLETED_LIST_ITEM, tree.add(BlockType.TOGGLE, TOP)));
            case 7 -> tree.add(BlockType.CODE, TOP);
            case 8 -> tree.add(BlockType.QUOTE, TOP);
            case 9 -> tree.add(BlockType.BULLETED_LIST_ITEM, tree.add(BlockType.CALLOUT, TOP));
            case 10 -> tree.add(BlockType.DIVIDER, TOP);
            case 11 -> table();
            case 12 -> columns();
            case 13 -> tree.addCopy(TOP, new NotionId(NotionId.Kind.BLOCK, Special.SYNCED, 1));
            case 14 -> tree.add(BlockType.IMAGE, TOP);
            case 15 -> tree.add(BlockType.FILE, TOP);
            case 16 -> tree.add(BlockType.BOOKMARK, TOP);
            case 17 -> tree.add(BlockType.EQUATION, TOP);
            case 18 -> tree.add(BlockType.UNSUPPORTED, TOP);
            case 19 -> tree.add(BlockType.LINK_TO_PAGE, TOP);
            case 20 -> media();
            case 21 -> tree.add(BlockType.HEADING_4, TOP);
            case 22 -> tree.add(BlockType.PARAGRAPH, tree.add(BlockType.TAB, TOP));
            case 23 -> meeting();
            default -> tree.add(BlockType.PARAGRAPH, TOP);
        }
    }

    /** Summary, notes and transcript come right behind it, as its payload names them. */
    private void meeting() {
        int meeting = tree.add(BlockType.TRANSCRIPTION, TOP);
        int summary = tree.add(BlockType.PARAGRAPH, meeting);
        int notes = tree.add(BlockType.PARAGRAPH, meeting);
        int transcript = tree.add(BlockType.PARAGRAPH, meeting);
        tree.add(BlockType.PARAGRAPH, summary);
        tree.add(BlockType.TO_DO, notes);
        tree.add(BlockType.PARAGRAPH, transcript);
    }

    private void list(BlockType type) {
        for (int i = 0; i < 3; i++) {
            tree.add(type, TOP);
        }
    }

    private void table() {
        int table = tree.add(BlockType.TABLE, TOP);
        for (int row = 0; row < 3; row++) {
            tree.add(BlockType.TABLE_ROW, table);
        }
    }

    private void columns() {
        int list = tree.add(BlockType.COLUMN_LIST, TOP);
        for (int column = 0; column < 2; column++) {
            tree.add(BlockType.PARAGRAPH, tree.add(BlockType.COLUMN, list));
        }
    }

    private void media() {
        tree.add(BlockType.VIDEO, TOP);
        tree.add(BlockType.PDF, TOP);
        tree.add(BlockType.AUDIO, TOP);
        tree.add(BlockType.EMBED, TOP);
        tree.add(BlockType.LINK_PREVIEW, TOP);
        tree.add(BlockType.BREADCRUMB, TOP);
        tree.add(BlockType.TABLE_OF_CONTENTS, TOP);
        tree.add(BlockType.PARAGRAPH, tree.add(BlockType.TEMPLATE, TOP));
    }

    private void deep() {
        int parent = TOP;
        for (int level = 0; level < DEPTH; level++) {
            parent = tree.add(level % 2 == 0 ? BlockType.TOGGLE : BlockType.BULLETED_LIST_ITEM, parent);
        }
    }

    private void cycle(int other) {
        int original = tree.add(BlockType.SYNCED_BLOCK, TOP);
        tree.add(BlockType.PARAGRAPH, original);
        tree.addCopy(original, new NotionId(NotionId.Kind.BLOCK, other, 1));
        tree.add(BlockType.LINK_TO_PAGE, TOP);
    }

    private void synced() {
        int original = tree.add(BlockType.SYNCED_BLOCK, TOP);
        tree.add(BlockType.PARAGRAPH, original);
        tree.add(BlockType.TO_DO, original);
        tree.addCopy(TOP, new NotionId(NotionId.Kind.BLOCK, Special.SYNCED, 1));
    }
}
