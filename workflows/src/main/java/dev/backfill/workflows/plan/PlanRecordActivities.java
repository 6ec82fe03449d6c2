package dev.backfill.workflows.plan;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Bookkeeping of plans in PostgreSQL. */
@ActivityInterface
public interface PlanRecordActivities {
    /**
     * Records that nothing became of a plan.
     *
     * @param failureType the name of a {@code FailureType}
     * @param reason for callers
     */
    @ActivityMethod
    void failPlan(String planId, String failureType, String reason);
}
