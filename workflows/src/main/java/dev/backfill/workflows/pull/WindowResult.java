package dev.backfill.workflows.pull;

/**
 * What a window brought, over all its attempts.
 *
 * @param fetched records that the source gave
 * @param stored records that were new or newer
 * @param unchanged records that were already stored as they are
 * @param failed records that went to the dead-letter table
 */
public record WindowResult(long fetched, long stored, long unchanged, long failed) {}
