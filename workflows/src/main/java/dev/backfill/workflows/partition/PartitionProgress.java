package dev.backfill.workflows.partition;

/**
 * The answer of the query {@code progress} of a partition.
 *
 * @param partition its key
 * @param step what it does now, or what it waits for
 * @param paused whether it waits for {@code resume}
 * @param windowsPulled windows pulled since the workflow last continued as new
 */
public record PartitionProgress(String partition, String step, boolean paused, int windowsPulled) {}
