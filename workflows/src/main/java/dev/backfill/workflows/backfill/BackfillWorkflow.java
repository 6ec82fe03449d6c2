package dev.backfill.workflows.backfill;

import dev.backfill.workflows.run.BackfillResult;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One backfill. Arguments are plain JSON, so that tctl, the temporal CLI, the UI and the gateway all send the same ones:
 * {@code temporal workflow signal --workflow-id ID --name setRate --input '{"requestsPerSecond": 5}'}.
 */
@WorkflowInterface
public interface BackfillWorkflow {
    /** Ends with a result; fails when the whole run had to be stopped, with the reason and what to mend. */
    @WorkflowMethod
    BackfillResult backfill(BackfillRequest request);

    /** Stops every partition within a page. What is stored stays. */
    @SignalMethod
    void pause();

    @SignalMethod
    void resume();

    /** Sets the source's request budget, which all its runs share. */
    @SignalMethod
    void setRate(RateChange change);

    @SignalMethod
    void setParallelism(ParallelismChange change);

    @QueryMethod
    Progress progress();
}
