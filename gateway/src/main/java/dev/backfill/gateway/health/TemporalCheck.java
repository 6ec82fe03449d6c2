package dev.backfill.gateway.health;

import dev.backfill.gateway.health.Readiness.Check;
import dev.backfill.gateway.health.Readiness.Status;
import dev.backfill.gateway.temporal.TemporalSettings;
import dev.backfill.workflows.TaskQueues;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Whether Temporal answers and has the namespace, and whether a worker polls. One attempt each, without retries. Blocks. */
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

    /** A backfill can be accepted without workers; it begins when one comes. */
    Check checkWorkers() {
        try {
            int pollers = service.blockingStub()
                    .withDeadlineAfter(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
                    .describeTaskQueue(DescribeTaskQueueRequest.newBuilder()
                            .setNamespace(namespace)
                            .setTaskQueue(TaskQueue.newBuilder().setName(TaskQueues.CONTROL))
                            .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
                            .build())
                    .getPollersCount();
            return pollers > 0
                    ? new Check(Status.UP, pollers + " polling " + TaskQueues.CONTROL)
                    : new Check(Status.DOWN, "no worker polls " + TaskQueues.CONTROL);
        } catch (StatusRuntimeException failure) {
            return new Check(Status.UNKNOWN, "cannot be told: " + failure.getStatus().getCode());
        }
    }
}
