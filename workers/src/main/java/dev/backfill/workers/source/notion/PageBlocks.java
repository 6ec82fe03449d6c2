package dev.backfill.workers.source.notion;

import dev.backfill.store.page.Row;
import dev.backfill.workers.source.RecordJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The blocks of one page in reading order, as rows and as text. Only these are kept, not the trees they were read from: memory is about
 * that of the JSON.
 */
final class PageBlocks {
    /** More blocks than these, or more bytes, are not read of one page. */
    static final int MOST_BLOCKS = 50_000;
    static final long MOST_BYTES = 64L * 1024 * 1024;

    private final String pageId;
    private final List<Row> rows = new ArrayList<>();
    private final PageText text = new PageText();
    private final Set<String> ids = new HashSet<>();
    private long bytes;

    PageBlocks(String pageId) {
        this.pageId = pageId;
    }

    /** Whether it is there already. */
    boolean has(String id) {
        return ids.contains(id);
    }

    /**
     * Takes a block over.
     *
     * @param depth 0 at the top
     */
    void add(String id, ObjectNode block, int depth) {
        ids.add(id);
        BlockPlace.of(rows.size(), depth).writeTo(block);
        RecordJson json = RecordJson.of(block);
        rows.add(NotionTables.block(json, id, pageId));
        text.add(json.content(), depth);
        bytes += json.canonical().length;
    }

    /** Counts what is kept within another block. */
    void weigh(long more) {
        bytes += more;
    }

    boolean isFull() {
        return rows.size() >= MOST_BLOCKS || bytes >= MOST_BYTES;
    }

    List<Row> rows() {
        return rows;
    }

    String text() {
        return text.toString();
    }
}
