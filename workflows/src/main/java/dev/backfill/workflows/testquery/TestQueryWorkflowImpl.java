package dev.backfill.workflows.testquery;

import dev.backfill.workflows.ActivityPolicies;
import io.temporal.workflow.Workflow;

/** One activity of the source. */
public class TestQueryWorkflowImpl implements TestQueryWorkflow {
    @Override
    public FoundRecords find(TestQuery query) {
        return Workflow.newActivityStub(TestQueryActivities.class, ActivityPolicies.answering(query.source())).testQuery(query);
    }
}
