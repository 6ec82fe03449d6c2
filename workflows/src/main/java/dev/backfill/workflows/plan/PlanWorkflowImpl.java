package dev.backfill.workflows.plan;

import dev.backfill.workflows.ActivityPolicies;
import dev.backfill.workflows.failure.Failures;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;

/** One activity of the source; what becomes of it is in the plan's row. */
public class PlanWorkflowImpl implements PlanWorkflow {
    private final PlanRecordActivities records =
            Workflow.newActivityStub(PlanRecordActivities.class, ActivityPolicies.bookkeeping());

    @Override
    public void plan(PlanRequest request) {
        EstimateActivities source =
                Workflow.newActivityStub(EstimateActivities.class, ActivityPolicies.estimating(request.source()));
        try {
            source.estimate(request.planId());
        } catch (TemporalFailure failure) {
            String type = Failures.typeOf(failure).name();
            String reason = Failures.publicMessageOf(failure);
            Workflow.newDetachedCancellationScope(() -> records.failPlan(request.planId(), type, reason)).run();
            if (Failures.isCancelled(failure)) {
                throw failure;
            }
        }
    }
}
