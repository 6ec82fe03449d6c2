package dev.backfill.workflows.plan;

import dev.backfill.workflows.ActivityPolicies;
import io.temporal.workflow.Workflow;

/** One activity of the source. */
public class DriftWorkflowImpl implements DriftWorkflow {
    @Override
    public DriftReport drift(PlanRequest request) {
        return Workflow.newActivityStub(EstimateActivities.class, ActivityPolicies.answering(request.source()))
                .drift(request.planId());
    }
}
