package dev.backfill.workflows.testquery;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Tries a query for a caller who waits. */
@WorkflowInterface
public interface TestQueryWorkflow {
    /** Fails with what the source refused, or when it gave no answer in time. */
    @WorkflowMethod
    FoundRecords find(TestQuery query);
}
