package dev.backfill.store.run;

import dev.backfill.workflows.run.RunState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which runs to list, newest first.
 *
 * @param source only of this source
 * @param state only in this state
 * @param before only those after this one in the list
 * @param limit at most this many, at least 1
 */
public record RunFilter(@Nullable String source, @Nullable RunState state, @Nullable Position before, int limit) {
    /** A place in the list. */
    public record Position(Instant requestedAt, String id) {}
}
