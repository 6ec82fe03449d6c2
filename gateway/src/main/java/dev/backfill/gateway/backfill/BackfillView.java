package dev.backfill.gateway.backfill;

import dev.backfill.store.selection.SelectionSummary;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.source.DateRange;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A run as callers see it.
 *
 * @param mode {@code full}, or {@code incremental} if only what was changed since is pulled of partitions that were proved complete before
 * @param parameters the source's own parameters
 * @param retryOf the run whose failures it retries, if it does
 * @param refetchOf the run of which it fetches something again, if it does
 * @param selection what alone is pulled; null if everything is that the parameters allow
 * @param reason what stopped the run or keeps it from being verified, if anything
 * @param warnings what the source's settings leave open, though it stops nothing
 * @param verification null until the run has finished
 * @param prediction null until the run is planned
 */
public record BackfillView(
        String id,
        String source,
        RunState state,
        @Schema(allowableValues = {"full", "incremental"}) String mode,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        DateRange range,
        JsonNode parameters,
        @Nullable String retryOf,
        @Nullable String refetchOf,
        @Nullable SelectionSummary selection,
        @Nullable String reason,
        List<String> warnings,
        ProgressView progress,
        @Nullable VerificationView verification,
        @Nullable PredictionView prediction,
        BackfillLinks links) {
    /** Without what the mere passing of time changes. */
    BackfillView timeless() {
        return new BackfillView(
                id, source, state, mode, requestedAt, startedAt, finishedAt, range, parameters, retryOf, refetchOf, selection, reason,
                warnings, progress.timeless(), verification, prediction, links);
    }
}
