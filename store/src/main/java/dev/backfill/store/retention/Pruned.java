package dev.backfill.store.retention;

/**
 * How many rows were deleted.
 *
 * @param finished whether nothing was left to delete; false if there was too much for once, or another process was at it
 */
public record Pruned(long idempotencyKeys, long events, long censusRecords, long fetchedRecords, boolean finished) {}
