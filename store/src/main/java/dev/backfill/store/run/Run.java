package dev.backfill.store.run;

import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.source.DateRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run's row.
 *
 * @param parameters the source's own parameters, as a JSON object
 * @param verified the verdict, once there is one
 */
public record Run(
        String id,
        String source,
        RunState state,
        DateRange range,
        String parameters,
        @Nullable String requestId,
        @Nullable String requestedBy,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Boolean verified,
        @Nullable String reason) {}
