package dev.backfill.workflows.plan;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Asks the source what there is. The plan itself is rows in PostgreSQL, since payloads have limits. */
@ActivityInterface
public interface PlanActivities {
    /**
     * Enumerates the partitions of the run and stores them, each with the window of its census.
     *
     * @return how many there are
     */
    @ActivityMethod
    int planPartitions(String runId);

    /**
     * Cuts the partition's census into windows of records, newest first, and adds the windows that follow them: the changes made
     * since the run began, and the final census.
     *
     * @return how many windows of records there are
     */
    @ActivityMethod
    int planWindows(PartitionReference partition);
}
