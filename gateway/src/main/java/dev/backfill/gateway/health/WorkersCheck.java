package dev.backfill.gateway.health;

import com.google.protobuf.util.Timestamps;
import dev.backfill.gateway.health.Readiness.Check;
import dev.backfill.gateway.health.Readiness.Status;
import dev.backfill.gateway.temporal.TemporalSettings;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Whether a worker polls a task queue. One attempt each, without retries. Blocks. */
@Component
class WorkersCheck {
    private static final long DEADLINE_MILLIS = 1_800;
    /** A poll lasts a minute at most, and Temporal remembers pollers for five: one that is silent for longer than this is gone. */
    private static final Duration SILENT = Duration.ofSeconds(90);

    private final WorkflowServiceStubs service;
    private final String namespace;
    private final Clock clock;

    WorkersCheck(WorkflowServiceStubs service, TemporalSettings settings, Clock clock) {
        this.service = service;
        this.namespace = settings.namespace();
        this.clock = clock;
    }

    Check checkWorkflows(String queue) {
        return check(queue, TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW);
    }

    Check checkActivities(String queue) {
        return check(queue, TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY);
    }

    private Check check(String queue, TaskQueueType type) {
        try {
            long pollers = service.blockingStub()
                    .withDeadlineAfter(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
                    .describeTaskQueue(DescribeTaskQueueRequest.newBuilder()
                            .setNamespace(namespace)
                            .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                            .setTaskQueueType(type)
                            .build())
                    .getPollersList()
                    .stream()
                    .filter(this::isThere)
                    .count();
            return pollers > 0
                    ? new Check(Status.UP, pollers + " polling " + queue)
                    : new Check(Status.DOWN, "no worker polls " + queue);
        } catch (StatusRuntimeException failure) {
            return new Check(Status.UNKNOWN, "cannot be told of " + queue + ": " + failure.getStatus().getCode());
        }
    }

    private boolean isThere(PollerInfo poller) {
        return !poller.hasLastAccessTime()
                || clock.millis() - Timestamps.toMillis(poller.getLastAccessTime()) < SILENT.toMillis();
    }
}
