package dev.backfill.workflows.source;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * What narrows a Fireflies backfill.
 *
 * @param limit the most transcripts to pull, newest first, 1 to 5000; by default 1000
 */
public record FirefliesParameters(@Min(1) @Max(5000) Integer limit) {
    private static final int DEFAULT_LIMIT = 1000;

    public FirefliesParameters(@Nullable Integer limit) {
        this.limit = limit == null ? (Integer) DEFAULT_LIMIT : limit;
    }
}
