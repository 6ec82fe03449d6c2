package dev.backfill.workflows;

/** Readable workflow ids: a run's is its own id, a partition's is derived from it. */
public final class WorkflowIds {
    private WorkflowIds() {}

    /** The id of the partition's workflow, such as {@code jira-2026-11-23-k3f9/ABC}. */
    public static String partition(String runId, String partitionKey) {
        return runId + "/" + partitionKey;
    }

    /** The id of the check whether a plan still holds: one at a time for each plan. */
    public static String drift(String planId) {
        return planId + "/drift";
    }
}
