package dev.backfill.workers.source.tempo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was found out lately, and what nobody knew: the pages of a run ask for the same few thousand names. */
final class RememberedNames {
    private static final Duration NAMED = Duration.ofHours(1);
    /** Shorter: what is unknown may be stored any time. */
    private static final Duration UNKNOWN = Duration.ofMinutes(5);
    private static final int MOST = 100_000;

    private record Remembered(@Nullable String name, Instant until) {}

    private final Map<String, Remembered> byId = new ConcurrentHashMap<>();
    private final Clock clock;

    RememberedNames(Clock clock) {
        this.clock = clock;
    }

    /** @param found what was found of {@code asked}: the rest is unknown to everyone */
    void remember(Collection<String> asked, Map<String, String> found) {
        if (byId.size() + asked.size() > MOST) {
            byId.clear();
        }
        Instant now = clock.instant();
        asked.forEach(id -> {
            String name = found.get(id);
            byId.put(id, new Remembered(name, now.plus(name == null ? UNKNOWN : NAMED)));
        });
    }

    /** Moves what is remembered out of the open ids. */
    Map<String, String> take(Set<String> open) {
        Instant now = clock.instant();
        Map<String, String> names = new HashMap<>();
        Set<String> known = open.stream().filter(id -> {
            Remembered remembered = byId.get(id);
            boolean holds = remembered != null && remembered.until().isAfter(now);
            if (holds && remembered.name() != null) {
                names.put(id, remembered.name());
            }
            return holds;
        }).collect(Collectors.toSet());
        open.removeAll(known);
        return names;
    }
}
