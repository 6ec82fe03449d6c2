package dev.backfill.workflows;

/** The task queues that workers poll: one for workflows and their bookkeeping, one for each source so that none waits for another. */
public final class TaskQueues {
    /** Workflows and the short activities that only touch PostgreSQL. */
    public static final String CONTROL = "backfill";

    private TaskQueues() {}

    /** The queue of a source's activities, such as {@code backfill-jira}. */
    public static String of(String source) {
        return "backfill-" + source;
    }
}
