package dev.backfill.store.plan;

import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.source.DateRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A plan's row.
 *
 * @param parameters the source's own parameters, as a JSON object
 * @param requestsPerSecond the request budget to be set, or null to leave it as it is
 * @param reason why nothing became of it
 * @param expiresAt when no run can be started from it any more
 * @param totals null unless it is {@code READY}
 */
public record Plan(
        String id,
        String source,
        PlanState state,
        DateRange range,
        String parameters,
        int parallelism,
        @Nullable Double requestsPerSecond,
        Instant requestedAt,
        @Nullable Instant readyAt,
        Instant expiresAt,
        @Nullable String failureType,
        @Nullable String reason,
        @Nullable PlanTotals totals,
        RunMode mode) {}
