package dev.backfill.gateway.plan;

import dev.backfill.gateway.temporal.TemporalFailures;
import dev.backfill.workflows.SearchAttributes;
import dev.backfill.workflows.TaskQueues;
import dev.backfill.workflows.WorkflowIds;
import dev.backfill.workflows.plan.DriftWorkflow;
import dev.backfill.workflows.plan.PlanRequest;
import dev.backfill.workflows.plan.PlanWorkflow;
import dev.backfill.workflows.testquery.TestQuery;
import dev.backfill.workflows.testquery.TestQueryWorkflow;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Starts the workflows that ask a source something. Blocks; every method throws a problem of status 503 if Temporal is away. */
@Component
class ShortWorkflows {
    /** Somewhat longer than their one activity may take. */
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);
    /** As long as the plan itself lives: a worker may come late. */
    private static final Duration LONGEST_PLANNING = Duration.ofHours(24);

    private final WorkflowClient temporal;

    ShortWorkflows(WorkflowClient temporal) {
        this.temporal = temporal;
    }

    WorkflowStub plan(PlanRequest request, String requestId) {
        PlanWorkflow workflow = temporal.newWorkflowStub(
                PlanWorkflow.class,
                options(request.planId(), request.source(), requestId, LONGEST_PLANNING)
                        .setStaticSummary("dry run of " + request.source())
                        .build());
        return started(workflow, () -> WorkflowClient.start(workflow::plan, request));
    }

    /** Callers who ask the same at the same time wait for the same answer. */
    WorkflowStub drift(PlanRequest request) {
        DriftWorkflow workflow = temporal.newWorkflowStub(
                DriftWorkflow.class,
                options(WorkflowIds.drift(request.planId()), request.source(), "-", LONGEST_ANSWER)
                        .setStaticSummary("does " + request.planId() + " still hold?")
                        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                        .build());
        return started(workflow, () -> WorkflowClient.start(workflow::drift, request));
    }

    WorkflowStub testQuery(TestQuery query, String requestId) {
        TestQueryWorkflow workflow = temporal.newWorkflowStub(
                TestQueryWorkflow.class,
                options("test-query-" + query.source() + "-" + UUID.randomUUID(), query.source(), requestId, LONGEST_ANSWER)
                        .setStaticSummary("test query of " + query.source())
                        .build());
        return started(workflow, () -> WorkflowClient.start(workflow::find, query));
    }

    private static WorkflowOptions.Builder options(String id, String source, String requestId, Duration longest) {
        return WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue(TaskQueues.CONTROL)
                .setWorkflowExecutionTimeout(longest)
                .setTypedSearchAttributes(
                        io.temporal.common.SearchAttributes.newBuilder().set(SearchAttributes.SOURCE, source).build())
                .setMemo(Map.of("source", source, "requestId", requestId));
    }

    private static WorkflowStub started(Object workflow, Runnable start) {
        try {
            start.run();
        } catch (RuntimeException failure) {
            throw TemporalFailures.translate(failure);
        }
        return WorkflowStub.fromTyped(workflow);
    }
}
