package dev.backfill.store.run;

import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.source.DateRange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run's row.
 *
 * @param parameters the source's own parameters, as a JSON object
 * @param verified the verdict, once there is one
 * @param retryOf the run whose failures it retries, if it does
 * @param refetchOf the run of which it fetches something again, if it does
 * @param selective whether only what is selected is pulled
 * @param warnings what operators should know of what the source's settings leave open
 * @param mode what is pulled of partitions that were proved to be complete before
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
        @Nullable String reason,
        @Nullable String retryOf,
        @Nullable String refetchOf,
        boolean selective,
        List<String> warnings,
        RunMode mode) {}
