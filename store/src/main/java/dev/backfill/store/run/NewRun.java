package dev.backfill.store.run;

import dev.backfill.workflows.source.DateRange;
import org.jspecify.annotations.Nullable;

/**
 * A run that is asked for.
 *
 * @param parameters the source's own parameters, as a JSON object
 */
public record NewRun(
        String id, String source, DateRange range, String parameters, @Nullable String requestId, @Nullable String requestedBy) {}
