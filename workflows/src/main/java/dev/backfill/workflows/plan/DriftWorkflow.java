package dev.backfill.workflows.plan;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Asks the source whether a plan still holds. */
@WorkflowInterface
public interface DriftWorkflow {
    /** Fails with what the source refused, or when it gave no answer in time. */
    @WorkflowMethod
    DriftReport drift(PlanRequest request);
}
