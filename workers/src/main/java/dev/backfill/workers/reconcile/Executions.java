package dev.backfill.workers.reconcile;

import dev.backfill.workflows.run.WorkflowEnd;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.errordetails.v1.NamespaceNotFoundFailure;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.serviceclient.StatusUtils;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What Temporal runs. Fails as its client fails. */
public final class Executions {
    private final WorkflowClient temporal;

    public Executions(WorkflowClient temporal) {
        this.temporal = temporal;
    }

    /**
     * The current execution of a workflow.
     *
     * @param end empty while it is under way
     * @param children those that it waits for
     */
    record Found(Optional<WorkflowEnd> end, Set<Execution> children) {}

    /** Empty if there is no workflow of this id. */
    Optional<Found> find(String workflowId) {
        try {
            DescribeWorkflowExecutionResponse answer = temporal.getWorkflowServiceStubs()
                    .blockingStub()
                    .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                            .setNamespace(temporal.getOptions().getNamespace())
                            .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                            .build());
            Set<Execution> children = answer.getPendingChildrenList().stream()
                    .map(child -> new Execution(child.getWorkflowId(), child.getRunId()))
                    .collect(Collectors.toSet());
            return Optional.of(new Found(Optional.ofNullable(WorkflowEnd.of(answer.getWorkflowExecutionInfo().getStatus())), children));
        } catch (StatusRuntimeException failure) {
            boolean absent = failure.getStatus().getCode() == Status.Code.NOT_FOUND;
            if (!absent || StatusUtils.hasFailure(failure, NamespaceNotFoundFailure.class)) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    /** Every execution of this type that is under way, as Temporal's search knows them. */
    List<Execution> running(Class<?> workflow) {
        String query = "WorkflowType = '" + workflow.getSimpleName() + "' and ExecutionStatus = 'Running'";
        return temporal.listExecutions(query)
                .map(found -> new Execution(found.getExecution().getWorkflowId(), found.getExecution().getRunId()))
                .toList();
    }

    /** Does nothing to one that has ended meanwhile. */
    void terminate(Execution execution, String reason) {
        try {
            temporal.newUntypedWorkflowStub(execution.workflowId(), Optional.of(execution.runId()), Optional.empty()).terminate(reason);
        } catch (WorkflowNotFoundException ended) {
            // That is what was wanted.
        }
    }
}
