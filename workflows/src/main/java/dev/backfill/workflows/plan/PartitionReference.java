package dev.backfill.workflows.plan;

/**
 * Names a partition of a run.
 *
 * @param runId the run
 * @param source the source, such as {@code jira}
 * @param ordinal its place in the run, from 1
 * @param key its name for people, such as the project's key
 */
public record PartitionReference(String runId, String source, int ordinal, String key) {}
