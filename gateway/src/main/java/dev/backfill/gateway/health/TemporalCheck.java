package dev.backfill.gateway.health;

import dev.backfill.gateway.health.Readiness.Check;
import dev.backfill.gateway.health.Readiness.Status;
import dev.backfill.gateway.temporal.TemporalSettings;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Whether Temporal answers and has the namespace. One attempt, without retries. Blocks. */
@Component
class TemporalCheck {
    private static final long DEADLINE_MILLIS = 1_800;

    private final WorkflowServiceStubs service;
    private final String namespace;

    TemporalCheck(WorkflowServiceStubs service, TemporalSettings settings) {
        this.service = service;
        this.namespace = settings.namespace();
    }

    Check checkNamespace() {
        try {
            service.blockingStub()
                    .withDeadlineAfter(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
                    .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build());
            return new Check(Status.UP, "answers, and has the namespace " + namespace);
        } catch (StatusRuntimeException failure) {
            return failure.getStatus().getCode() == Code.NOT_FOUND
                    ? new Check(Status.DOWN, "answers, but has no namespace " + namespace)
                    : new Check(Status.DOWN, "does not answer: " + failure.getStatus().getCode());
        }
    }
}
