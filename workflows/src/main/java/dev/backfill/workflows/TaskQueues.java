package dev.backfill.workflows;

import java.util.Optional;

/** The task queues that workers poll: one for workflows and their bookkeeping, one for each source so that none waits for another. */
public final class TaskQueues {
    /** Workflows and the short activities that only touch PostgreSQL. */
    public static final String CONTROL = "backfill";

    private static final String OF_SOURCE = CONTROL + "-";

    private TaskQueues() {}

    /** The queue of a source's activities, such as {@code backfill-jira}. */
    public static String of(String source) {
        return OF_SOURCE + source;
    }

    /** The source whose queue this is; empty for any other queue. */
    public static Optional<String> sourceOf(String queue) {
        return queue.startsWith(OF_SOURCE) ? Optional.of(queue.substring(OF_SOURCE.length())) : Optional.empty();
    }
}
