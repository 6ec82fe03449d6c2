package dev.backfill.workers.pull;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notices a cursor that leads nowhere: one that came before, pages of records that came before, or empty pages without end. */
public final class CursorGuard {
    private static final int MOST_EMPTY_PAGES = 20;
    private static final int MOST_REMEMBERED = 200_000;

    private final Set<String> cursors = new HashSet<>();
    private final Set<String> records = new HashSet<>();
    private int emptyPages;

    /** @param startingAt the cursor of the first page, null for the start */
    public CursorGuard(@Nullable String startingAt) {
        if (startingAt != null) {
            cursors.add(startingAt);
        }
    }

    /**
     * @param ids what the page holds
     * @param next the cursor that it gives for the next one
     * @throws SourceException {@code CURSOR_LOOP} if following it would lead nowhere
     */
    public void check(Collection<String> ids, @Nullable String next) {
        check(ids, next, false);
    }

    /** @param mayRepeat whether it may hold nothing but what earlier pages gave */
    public void check(Collection<String> ids, @Nullable String next, boolean mayRepeat) {
        boolean anyNew = remember(ids);
        if (next == null) {
            return;
        }
        if (!cursors.add(next)) {
            throw SourceException.of(FailureType.CURSOR_LOOP, "the source gave a cursor that it had given before");
        }
        emptyPages = ids.isEmpty() ? emptyPages + 1 : 0;
        if (emptyPages > MOST_EMPTY_PAGES) {
            throw SourceException.of(FailureType.CURSOR_LOOP, "the source gave " + emptyPages + " empty pages in a row");
        }
        if (!ids.isEmpty() && !anyNew && !mayRepeat) {
            throw SourceException.of(FailureType.CURSOR_LOOP, "the source gave a page of records that it had given before");
        }
    }

    private boolean remember(Collection<String> ids) {
        if (records.size() + ids.size() > MOST_REMEMBERED) {
            // A window of ids in the store counts new ones exactly; this memory is for the shorter ones.
            records.clear();
        }
        return records.addAll(ids);
    }
}
