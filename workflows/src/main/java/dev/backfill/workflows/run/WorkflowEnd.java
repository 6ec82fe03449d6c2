package dev.backfill.workflows.run;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended whose workflow has not put that on record itself.
 *
 * @param state the run's last
 * @param reason what became of its workflow
 */
public record WorkflowEnd(RunState state, String reason) {
    /** It is not there any more. */
    public static final WorkflowEnd DELETED = failed("its workflow was deleted");

    /** The end that this status is; null if the workflow goes on. */
    public static @Nullable WorkflowEnd of(WorkflowExecutionStatus status) {
        return switch (status) {
            case WORKFLOW_EXECUTION_STATUS_CANCELED ->
                    new WorkflowEnd(RunState.CANCELLED, "ended from outside: its workflow was cancelled; what is stored stays");
            case WORKFLOW_EXECUTION_STATUS_TERMINATED -> failed("its workflow was terminated");
            case WORKFLOW_EXECUTION_STATUS_TIMED_OUT -> failed("its workflow timed out");
            case WORKFLOW_EXECUTION_STATUS_FAILED, WORKFLOW_EXECUTION_STATUS_COMPLETED ->
                    failed("its workflow has ended, of which PostgreSQL knows nothing, as after a restore to an earlier state");
            default -> null;
        };
    }

    private static WorkflowEnd failed(String what) {
        return new WorkflowEnd(RunState.FAILED, "ended from outside: " + what + "; what is stored stays");
    }
}
