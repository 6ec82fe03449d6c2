package dev.backfill.gateway.backfill;

import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.source.DateRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A run as callers see it.
 *
 * @param parameters the source's own parameters
 * @param reason what stopped the run or keeps it from being verified, if anything
 * @param verification null until the run has finished
 */
record BackfillView(
        String id,
        String source,
        RunState state,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        DateRange range,
        JsonNode parameters,
        @Nullable String reason,
        ProgressView progress,
        @Nullable VerificationView verification,
        BackfillLinks links) {}
