package dev.backfill.gateway.backfill;

import dev.backfill.gateway.problem.RequestId;
import dev.backfill.gateway.problem.TraceId;
import dev.backfill.gateway.temporal.TemporalFailures;
import dev.backfill.store.audit.AuditLog;
import dev.backfill.store.run.NewRun;
import dev.backfill.workflows.SearchAttributes;
import dev.backfill.workflows.TaskQueues;
import dev.backfill.workflows.backfill.BackfillRequest;
import dev.backfill.workflows.backfill.BackfillWorkflow;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.source.SourceDefinition;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Starts the workflow of a run, once, however often it is asked to. Blocks. */
@Component
class WorkflowStart {
    private final WorkflowClient temporal;
    private final AuditLog audit;

    WorkflowStart(WorkflowClient temporal, AuditLog audit) {
        this.temporal = temporal;
        this.audit = audit;
    }

    /**
     * @param run the run's row: its range and parameters are those that were first asked for
     * @param request its source and how it is pulled
     * @throws dev.backfill.gateway.problem.ProblemException of status 503 if Temporal does not answer
     */
    void start(NewRun run, StartRequest request, Map<String, Object> parameters) {
        BackfillRequest argument = new BackfillRequest(
                run.id(),
                run.source(),
                run.range(),
                parameters,
                request.parallelism(),
                BackfillRequest.WINDOWS_AT_ONCE,
                request.requestsPerSecond(),
                null);
        BackfillWorkflow workflow = temporal.newWorkflowStub(BackfillWorkflow.class, options(run, request.source(), parameters));
        String asking = MDC.get(RequestId.KEY);
        try {
            // Its log lines name the request that the row names, also when a later one gets it started.
            MDC.put(RequestId.KEY, run.requestId());
            WorkflowClient.start(workflow::backfill, argument);
            audit.record(String.valueOf(run.requestedBy()), "backfill.start", run.id(), run.requestId());
        } catch (WorkflowExecutionAlreadyStarted alreadyStarted) {
            // An earlier attempt got through; the id stands for this run alone.
        } catch (RuntimeException failure) {
            throw TemporalFailures.translate(failure);
        } finally {
            MDC.put(RequestId.KEY, asking);
        }
    }

    /** No execution timeout: a run may be paused for as long as people want. */
    private static WorkflowOptions options(NewRun run, SourceDefinition source, Map<String, Object> parameters) {
        return WorkflowOptions.newBuilder()
                .setWorkflowId(run.id())
                .setTaskQueue(TaskQueues.CONTROL)
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setTypedSearchAttributes(io.temporal.common.SearchAttributes.newBuilder()
                        .set(SearchAttributes.SOURCE, run.source())
                        .set(SearchAttributes.STATE, RunState.REQUESTED.name())
                        .build())
                .setMemo(memo(run))
                .setStaticSummary(lineage(run) + RunSummary.of(source, run.range(), run.mode(), parameters))
                .build();
    }

    private static String lineage(NewRun run) {
        String origin = run.scope().retryOf() == null ? run.scope().refetchOf() : run.scope().retryOf();
        return origin == null ? "" : (run.scope().retryOf() == null ? "refetch" : "retry") + " of " + origin + ", ";
    }

    private static Map<String, Object> memo(NewRun run) {
        Map<String, Object> memo = new LinkedHashMap<>();
        memo.put("run", run.id());
        memo.put("source", run.source());
        memo.put("from", run.range().from().toString());
        memo.put("to", run.range().to().toString());
        memo.put("mode", PullFields.word(run.mode()));
        memo.put("requestId", String.valueOf(run.requestId()));
        String trace = MDC.get(TraceId.KEY);
        if (trace != null) {
            memo.put("traceId", trace);
        }
        memo.put("parameters", run.parameters());
        return memo;
    }
}
