package dev.backfill.workflows.quota;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a partition tells its run.
 *
 * @param partition its key
 * @param until when it expects to go on; null if it no longer waits
 */
public record PartitionWait(String partition, @Nullable Instant until) {
    /** The name of the signal that carries it. */
    public static final String SIGNAL = "partitionWaits";
}
