package dev.backfill.simulator.jira.search;

import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Remembers what recent queries found, so that a page costs no more than its own issues. */
final class MatchCache {

    private static final int MOST_ENTRIES = 4_096;
    /** Positions held over all entries: 20 million take 80 MB. */
    private static final long MOST_POSITIONS = 20_000_000;
    private static final Pattern RELATIVE_DATE = Pattern.compile("[-+]?\\d+[wdhm]\\b");

    private final InstantSource clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
    private long positions;

    MatchCache(InstantSource clock) {
        this.clock = clock;
    }

    record Entry(IssueQuery query, BaseMatches matches) {}

    /** The entry of a query, made when it is not there; a query with a relative date is good for its minute. */
    Entry get(String jql, int visibility, Supplier<Entry> maker) {
        long minute = RELATIVE_DATE.matcher(jql).find() ? clock.millis() / 60_000 : 0;
        String key = visibility + "|" + minute + "|" + jql;
        synchronized (entries) {
            Entry known = entries.get(key);
            if (known != null) {
                return known;
            }
        }
        Entry made = maker.get();
        synchronized (entries) {
            if (entries.put(key, made) == null) {
                positions += made.matches().size();
            }
            shrink();
        }
        return made;
    }

    private void shrink() {
        Iterator<Entry> oldest = entries.values().iterator();
        while (entries.size() > 1 && (entries.size() > MOST_ENTRIES || positions > MOST_POSITIONS)) {
            positions -= oldest.next().matches().size();
            oldest.remove();
        }
    }
}
