package dev.backfill.store.partition;

import dev.backfill.workflows.verify.PartitionState;

/**
 * A partition of a run, as operators name it.
 *
 * @param ordinal its place in the run, from 1
 * @param partitionId the source's own id
 * @param key its name for people
 */
public record NamedPartition(int ordinal, String partitionId, String key, PartitionState state) {}
