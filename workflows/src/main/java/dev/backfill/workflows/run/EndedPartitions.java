package dev.backfill.workflows.run;

/**
 * The partitions of a run that have ended.
 *
 * @param partitions how many
 * @param stored records that they have stored and in the source
 */
public record EndedPartitions(int partitions, long stored) {}
