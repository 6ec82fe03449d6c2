package dev.backfill.store.run;

import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.verify.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run's row.
 *
 * @param parameters the source's own parameters, as a JSON object
 * @param verdict once there is one
 * @param retryOf the run whose failures it retries, if it does
 * @param refetchOf the run of which it fetches something again, if it does
 * @param selective whether only what is selected is pulled
 * @param warnings what operators should know of what the source's settings leave open
 * @param cannotSee what no request can show of the source, a sentence each
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
        @Nullable Verdict verdict,
        @Nullable String reason,
        @Nullable String retryOf,
        @Nullable String refetchOf,
        boolean selective,
        List<String> warnings,
        List<String> cannotSee,
        RunMode mode) {
    /** Whether it is proved, if only except for what the verdict names; null until it has ended. */
    public @Nullable Boolean verified() {
        return verdict == null ? null : verdict.isProof();
    }
}
