package dev.backfill.store.failure;

import dev.backfill.workflows.verify.PartitionState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A partition that ended without proof, or a record in the dead-letter table.
 *
 * @param position its place in the list of the run's failures
 * @param ordinal the partition's place in the run
 * @param state how the partition ended; null for a record
 * @param recordId the record's id, if the source gave one; null for a partition
 * @param failureType the name of a {@code FailureType}, if a failure ended the partition
 * @param payloadBytes how much of the record is kept; null if nothing is, or for a partition
 * @param resolvedAt when a retry has mended it
 */
public record RunFailure(
        Position position,
        int ordinal,
        String partition,
        @Nullable PartitionState state,
        @Nullable String recordId,
        String reason,
        @Nullable String failureType,
        @Nullable Long payloadBytes,
        Instant at,
        @Nullable Instant resolvedAt) {
    /**
     * Partitions come first, in their order, then records.
     *
     * @param record whether it is among the records
     * @param number the partition's ordinal, or the dead letter's number
     */
    public record Position(boolean record, long number) {}
}
