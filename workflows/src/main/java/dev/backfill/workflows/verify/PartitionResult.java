package dev.backfill.workflows.verify;

import org.jspecify.annotations.Nullable;

/**
 * How a partition ended.
 *
 * @param state a final state
 * @param expected records in the final census
 * @param stored records that are stored and in the source
 * @param failed records that went to the dead-letter table
 * @param failureType the name of a {@code FailureType}, if a failure ended it
 * @param reason what ended it and what to mend, if it is not verified
 */
public record PartitionResult(
        PartitionState state, long expected, long stored, long failed, @Nullable String failureType, @Nullable String reason) {

    /** A partition that ended before its proof. */
    public static PartitionResult endedEarly(PartitionState state, @Nullable String failureType, String reason) {
        return new PartitionResult(state, 0, 0, 0, failureType, reason);
    }
}
