package dev.backfill.gateway.backfill;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.temporal.TemporalFailures;
import dev.backfill.store.run.Run;
import dev.backfill.workflows.backfill.BackfillWorkflow;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import org.springframework.stereotype.Component;

/** Pauses, resumes and cancels runs, by signals and by Temporal's own cancellation. Blocks. */
@Component
class SteerBackfill {
    /** What can be asked of a run that has not finished. */
    enum Action {
        PAUSE,
        RESUME,
        CANCEL
    }

    private final ReadBackfills backfills;
    private final WorkflowClient temporal;

    SteerBackfill(ReadBackfills backfills, WorkflowClient temporal) {
        this.backfills = backfills;
        this.temporal = temporal;
    }

    /**
     * Asks for it; the run's state follows when its workflow has heard.
     *
     * @throws ProblemException of status 404 if there is no such run, 409 if it has finished or its workflow is gone, 503 if
     *     Temporal does not answer
     */
    AcceptedView steer(String id, Action action) {
        Run run = backfills.require(id);
        requireUnfinished(run);
        try {
            if (!ask(id, action)) {
                throw gone(run);
            }
        } catch (WorkflowNotFoundException notRunning) {
            throw gone(run);
        } catch (RuntimeException failure) {
            throw TemporalFailures.translate(failure);
        }
        return AcceptedView.of(run.id(), run.source(), run.state());
    }

    /** Whether the workflow was there to be asked. */
    private boolean ask(String id, Action action) {
        BackfillWorkflow workflow = temporal.newWorkflowStub(BackfillWorkflow.class, id);
        switch (action) {
            case PAUSE -> workflow.pause();
            case RESUME -> workflow.resume();
            case CANCEL -> {
                WorkflowStub untyped = WorkflowStub.fromTyped(workflow);
                // Unlike a signal, the cancellation of a workflow that has ended is accepted and does nothing.
                if (untyped.describe().getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
                    return false;
                }
                untyped.cancel();
            }
        }
        return true;
    }

    /** The run may have finished since its row was read; only if it has not was it ended from outside. */
    private ProblemException gone(Run run) {
        requireUnfinished(backfills.require(run.id()));
        return new ProblemException(
                ProblemType.WORKFLOW_GONE,
                "The backfill is " + run.state() + ", but its workflow no longer runs: it was ended from outside. Start a new one.");
    }

    private static void requireUnfinished(Run run) {
        if (run.state().isFinal()) {
            throw new ProblemException(ProblemType.BACKFILL_FINISHED, "The backfill is " + run.state() + " and can no longer be steered.");
        }
    }
}
