package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What is done to workflows behind the gateway's back, and to rows behind Temporal's, is found out without anyone steering. */
@ExtendWith(SharedSystem.class)
class EndedOutsideIT {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    @Test
    void terminatedDeletedAndRestored_areOnRecordWithinAMinute(SystemUnderTest system) {
        WorkflowServiceStubs service = service(system);
        try {
            WorkflowClient temporal = client(system, service);
            system.fault("{\"kind\":\"latency\",\"milliseconds\":1500,\"route\":\"issue/bulkfetch\"}");
            String terminated = system.start("{\"parallelism\":1}");
            String deleted = system.start("{\"parallelism\":1}");
            String rowless = system.start("{\"parallelism\":1}");
            String restored = system.start("{\"parallelism\":1}");
            for (String id : new String[] {terminated, deleted, rowless, restored}) {
                system.awaitState(id, "RUNNING");
            }
            keep(system, restored);
            temporal.newUntypedWorkflowStub(restored).cancel();
            system.awaitEnd(restored);

            temporal.newUntypedWorkflowStub(terminated).terminate("by hand");
            delete(service, temporal, deleted);
            system.sql().sql("delete from backfill_run where id = :id").param("id", rowless).update();
            restore(system, restored);

            assertEnds(system, terminated, "FAILED", "terminated");
            assertEnds(system, deleted, "FAILED", "deleted");
            assertEnds(system, restored, "CANCELLED", "ended from outside");
            await().atMost(A_MINUTE).untilAsserted(() -> assertThat(status(temporal, rowless))
                    .isIn(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED, WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_FAILED));
        } finally {
            service.shutdownNow();
        }
    }

    /** Begins anew from its first step, while what it had begun is under way. */
    @Test
    void resetRun_takesItsPartitionsOver_andIsVerified(SystemUnderTest system) {
        WorkflowServiceStubs service = service(system);
        try {
            WorkflowClient temporal = client(system, service);
            system.fault("{\"kind\":\"latency\",\"milliseconds\":700,\"route\":\"issue/bulkfetch\"}");
            String id = system.start("{\"parallelism\":4}");
            system.awaitFetched(id, 100);
            reset(service, temporal, id);
            system.admin(SourcesUnderTest.JIRA, "DELETE", "faults", null);

            JsonNode run = system.awaitEnd(id);
            system.assertVerified(run);
            assertThat(system.partitions(id)).allSatisfy(partition -> assertThat(partition.path("state").asString())
                    .isEqualTo(partition.path("reason").asString("").startsWith("archived") ? "SKIPPED" : "VERIFIED"));
            await().atMost(A_MINUTE).untilAsserted(() -> assertThat(
                            temporal.listExecutions("WorkflowType = 'PartitionWorkflow' and ExecutionStatus = 'Running'"))
                    .isEmpty());
        } finally {
            service.shutdownNow();
        }
    }

    private static WorkflowServiceStubs service(SystemUnderTest system) {
        return WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(system.parts().temporalAddress()).build());
    }

    private static WorkflowClient client(SystemUnderTest system, WorkflowServiceStubs service) {
        return WorkflowClient.newInstance(
                service, WorkflowClientOptions.newBuilder().setNamespace(system.parts().temporalNamespace()).build());
    }

    private static void assertEnds(SystemUnderTest system, String id, String state, String reason) {
        await().atMost(A_MINUTE).untilAsserted(() -> assertThat(system.sql()
                        .sql("select state || ': ' || reason from backfill_run where id = :id and finished_at is not null")
                        .param("id", id)
                        .query(String.class)
                        .optional())
                .hasValueSatisfying(end -> assertThat(end).startsWith(state).contains(reason)));
        assertThat(system.partitions(id)).allSatisfy(partition -> assertThat(partition.path("finishedAt").isString()).isTrue());
    }

    /** Keeps the run's row as it is now, as a backup does. */
    private static void keep(SystemUnderTest system, String id) {
        system.sql().sql("drop table if exists kept_run").update();
        system.sql().sql("create table kept_run as select * from backfill_run where id = '" + id + "'").update();
    }

    private static void restore(SystemUnderTest system, String id) {
        system.sql().sql("""
                        update backfill_run r set state = k.state, finished_at = k.finished_at, verified = k.verified, verdict = k.verdict,
                            reason = k.reason from kept_run k where k.id = r.id and r.id = :id""")
                .param("id", id)
                .update();
        system.sql().sql("update backfill_partition set state = 'RUNNING', finished_at = null where run_id = :id").param("id", id).update();
        system.sql().sql("drop table kept_run").update();
    }

    private static WorkflowExecutionStatus status(WorkflowClient temporal, String id) {
        return temporal.newUntypedWorkflowStub(id).describe().getStatus();
    }

    private static void delete(WorkflowServiceStubs service, WorkflowClient temporal, String id) {
        service.blockingStub()
                .deleteWorkflowExecution(DeleteWorkflowExecutionRequest.newBuilder()
                        .setNamespace(temporal.getOptions().getNamespace())
                        .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(id))
                        .build());
    }

    private static void reset(WorkflowServiceStubs service, WorkflowClient temporal, String id) {
        long first = temporal.fetchHistory(id).getEvents().stream()
                .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)
                .mapToLong(HistoryEvent::getEventId)
                .min()
                .orElseThrow();
        service.blockingStub()
                .resetWorkflowExecution(ResetWorkflowExecutionRequest.newBuilder()
                        .setNamespace(temporal.getOptions().getNamespace())
                        .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(id))
                        .setWorkflowTaskFinishEventId(first)
                        .setRequestId(UUID.randomUUID().toString())
                        .setReason("tried")
                        .build());
    }
}
