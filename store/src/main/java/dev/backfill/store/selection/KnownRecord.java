package dev.backfill.store.selection;

/**
 * A record that is stored.
 *
 * @param id the source's own id
 * @param partitionId the partition that it was in when it was last seen
 * @param deleted whether it is marked as deleted in the source
 */
public record KnownRecord(String id, String partitionId, boolean deleted) {}
