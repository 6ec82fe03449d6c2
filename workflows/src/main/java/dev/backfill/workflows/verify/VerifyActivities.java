package dev.backfill.workflows.verify;

import dev.backfill.workflows.plan.PartitionReference;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The proof: what is stored against what the source has, by id set. */
@ActivityInterface
public interface VerifyActivities {
    /**
     * Compares the final census with the stored ids, records what is missing, extra or stale, and plans one window that fetches
     * again what differs.
     *
     * @return how many records differ
     */
    @ActivityMethod
    long compare(PartitionReference partition);

    /**
     * Compares again, asks for what is absent by id, tells deleted from moved and from access lost, marks what is deleted unless
     * that would be more than the fuse allows, and gives the verdict.
     */
    @ActivityMethod
    PartitionResult conclude(PartitionReference partition);
}
