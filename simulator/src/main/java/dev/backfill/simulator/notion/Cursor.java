package dev.backfill.simulator.notion;

import dev.backfill.simulator.notion.workspace.Entry;
import dev.backfill.simulator.notion.workspace.NotionId;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Where a search or query goes on: behind what was told last, wherever that stands by then.
 *
 * @param query whose cursor it is
 * @param time of what was told last, epoch milliseconds
 * @param told how many were told so far
 */
record Cursor(int query, long time, int kind, int number, int told) {

    private static final int BYTES = 24;

    static Cursor read(String text, int query) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw Paging.badCursor(text);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length != BYTES || buffer.getInt() != query) {
            throw Paging.badCursor(text);
        }
        return new Cursor(query, buffer.getLong(), buffer.getInt(), buffer.getInt(), buffer.getInt());
    }

    static String of(int query, long time, Entry last, int told) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(ByteBuffer.allocate(BYTES).putInt(query).putLong(time)
                .putInt(last.node().kind().ordinal()).putInt(last.node().number()).putInt(told).array());
    }

    /** Something that stands where that which was told last stood. */
    Entry entry() {
        return Entry.at(NotionId.Kind.values()[kind], number, time);
    }
}
