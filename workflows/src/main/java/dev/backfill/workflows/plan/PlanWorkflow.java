package dev.backfill.workflows.plan;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** A dry run: estimates what a backfill would take, and stores that as a plan. */
@WorkflowInterface
public interface PlanWorkflow {
    /** Ends well also when the source refuses: the plan's row says why. */
    @WorkflowMethod
    void plan(PlanRequest request);
}
