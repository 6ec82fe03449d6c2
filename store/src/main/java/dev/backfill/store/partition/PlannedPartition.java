package dev.backfill.store.partition;

import org.jspecify.annotations.Nullable;

/**
 * A partition as the source enumerated it.
 *
 * @param partitionId the source's own, stable id
 * @param key the name that people and queries use
 * @param name what it is called
 * @param expectedHint how many records the source says there are, if it says so; never a proof
 * @param leftOutBecause why it is not pulled, or null if it is
 */
public record PlannedPartition(String partitionId, String key, String name, @Nullable Long expectedHint, @Nullable String leftOutBecause) {}
