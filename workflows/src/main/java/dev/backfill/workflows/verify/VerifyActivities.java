package dev.backfill.workflows.verify;

import dev.backfill.workflows.plan.PartitionReference;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The proof: what is stored against what the source has, by id set. */
@ActivityInterface
public interface VerifyActivities {
    /** What {@link #compare} answers when the final census is to be taken again. */
    long LIST_AGAIN = -1;

    /**
     * Compares the final census with the stored ids and with the listing before it, records what is missing, extra or stale, and plans
     * windows that fetch again what differs.
     *
     * @return how many records differ; {@link #LIST_AGAIN} if witnesses disagree on what there is: the final census is open again
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
