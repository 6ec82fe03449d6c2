package dev.backfill.gateway.backfill;

import dev.backfill.workflows.source.SourceDefinition;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A backfill as it was asked for, with defaults filled in.
 *
 * @param parameters the source's own parameters, as a JSON object
 * @param parallelism how many partitions are pulled side by side, 1 to 64
 * @param requestsPerSecond the source's request budget, or null to leave it as it is
 */
record StartRequest(
        SourceDefinition source,
        Period period,
        Map<String, Object> parameters,
        int parallelism,
        @Nullable Double requestsPerSecond) {}
