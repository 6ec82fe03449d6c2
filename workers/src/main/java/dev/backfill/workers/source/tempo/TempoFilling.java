package dev.backfill.workers.source.tempo;

import dev.backfill.store.lookup.OpenColumns;
import dev.backfill.store.lookup.OpenColumns.Pair;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Gives stored worklogs the keys and names that were not known when they were stored, and the keys that issues have by now. */
final class TempoFilling {
    private static final Pair KEYS = new Pair(TempoWorklogTable.TABLE, TempoWorklogTable.ISSUE_ID, TempoWorklogTable.ISSUE_KEY);
    private static final Pair AUTHORS = new Pair(TempoWorklogTable.TABLE, TempoWorklogTable.AUTHOR_ID, TempoWorklogTable.AUTHOR_NAME);
    private static final int MOST_IDS = 1_000;

    private final TempoNames names;
    private final OpenColumns open;

    TempoFilling(TempoNames names, OpenColumns open) {
        this.names = names;
        this.open = open;
    }

    void fillIn(String month) {
        fill(KEYS, month, false, names::storedKeys);
        fill(KEYS, month, true, names::keys);
        fill(AUTHORS, month, true, names::authors);
    }

    private void fill(Pair columns, String month, boolean onlyOpen, Function<List<String>, Map<String, String>> find) {
        String after = null;
        List<String> ids;
        do {
            ids = open.ids(columns, month, onlyOpen, after, MOST_IDS);
            open.fill(columns, month, find.apply(ids));
            after = ids.isEmpty() ? after : ids.getLast();
        } while (ids.size() == MOST_IDS);
    }
}
