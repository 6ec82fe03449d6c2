package dev.backfill.simulator.notion.content;

import dev.backfill.simulator.notion.workspace.Node;
import dev.backfill.simulator.notion.workspace.NotionId;

/**
 * One block of a page; child pages and databases are no blocks of their own.
 *
 * @param page what it belongs to
 * @param part its number within the page
 * @param parent number of the block that it lies in, or -1
 * @param source what a copy is a copy of; itself for all others
 */
record Block(Node page, int part, BlockType type, int parent, NotionId source) {

    static Block of(Node page, int part, BlockType type, int parent) {
        return new Block(page, part, type, parent, id(page, part));
    }

    NotionId id() {
        return id(page, part);
    }

    /** Parts count from 1, as 0 stands for the page itself. */
    static NotionId id(Node page, int part) {
        return new NotionId(NotionId.Kind.BLOCK, page.number(), part + 1);
    }
}
