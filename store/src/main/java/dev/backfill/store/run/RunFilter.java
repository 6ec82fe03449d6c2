package dev.backfill.store.run;

import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.run.RunState;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which runs to list, newest first.
 *
 * @param source only of this source
 * @param mode only in this mode
 * @param states only in one of these states; in any if it is empty
 * @param requestedFrom only those that were asked for at this instant or later
 * @param requestedBefore only those that were asked for before this instant
 * @param before only those after this one in the list
 * @param limit at most this many, at least 1
 */
public record RunFilter(
        @Nullable String source,
        @Nullable RunMode mode,
        Set<RunState> states,
        @Nullable Instant requestedFrom,
        @Nullable Instant requestedBefore,
        @Nullable Position before,
        int limit) {
    /** A place in the list. */
    public record Position(Instant requestedAt, String id) {}

    /** In any mode. */
    public RunFilter(
            @Nullable String source,
            Set<RunState> states,
            @Nullable Instant requestedFrom,
            @Nullable Instant requestedBefore,
            @Nullable Position before,
            int limit) {
        this(source, null, states, requestedFrom, requestedBefore, before, limit);
    }

    /** Whenever they were asked for. */
    public RunFilter(@Nullable String source, @Nullable RunState state, @Nullable Position before, int limit) {
        this(source, null, state == null ? Set.of() : Set.of(state), null, null, before, limit);
    }
}
