package dev.backfill.store.event;

import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run and a stretch of its events, as they were at one instant.
 *
 * @param last the number of the last event that there is, also if it is not in the stretch; 0 if there is none
 * @param events in their order, without gaps, but for those that were pruned
 */
public record RunEvents(
        RunState state,
        @Nullable Verdict verdict,
        @Nullable String reason,
        @Nullable Instant finishedAt,
        long last,
        List<RunEvent> events) {}
