package dev.backfill.workers.reconcile;

/** One execution of a workflow, of which a reset makes another under the same id. */
record Execution(String workflowId, String runId) {
    /** The run of a workflow that pulls a partition, whose id begins with it. */
    String runOfPartition() {
        int end = workflowId.indexOf('/');
        return end < 0 ? workflowId : workflowId.substring(0, end);
    }
}
