package dev.backfill.workflows.plan;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Estimates, on the source's own queue, with as few requests as it takes. Nothing of the source's data is stored. */
@ActivityInterface
public interface EstimateActivities {
    /** Estimates what the plan's values would take, and stores it in the plan's rows. A plan that has become of already stays. */
    @ActivityMethod
    void estimate(String planId);

    /** Estimates once more, and compares with the plan. */
    @ActivityMethod
    DriftReport drift(String planId);
}
