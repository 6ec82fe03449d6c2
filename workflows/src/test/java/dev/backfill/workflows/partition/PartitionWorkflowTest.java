package dev.backfill.workflows.partition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.workflows.TaskQueues;
import dev.backfill.workflows.WorkflowHarness;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class PartitionWorkflowTest {
    private final WorkflowHarness temporal = new WorkflowHarness();

    @AfterEach
    void stop() {
        temporal.close();
    }

    private PartitionWorkflow start(int windowsAtOnce, boolean paused) {
        PartitionWorkflow workflow = temporal.environment
                .getWorkflowClient()
                .newWorkflowStub(
                        PartitionWorkflow.class,
                        WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.CONTROL).setWorkflowId("run/P1").build());
        PartitionReference partition = new PartitionReference("run", "jira", 1, "P1");
        WorkflowClient.start(workflow::pullPartition, new PartitionRequest(partition, windowsAtOnce, false, paused));
        return workflow;
    }

    private static PartitionResult result(PartitionWorkflow workflow) {
        return WorkflowStub.fromTyped(workflow).getResult(PartitionResult.class);
    }

    @Test
    void steps_followEachOther() {
        temporal.activities.windows = 2;
        temporal.activities.differences = 3;

        assertThat(result(start(2, false)).state()).isEqualTo(PartitionState.VERIFIED);
        assertThat(temporal.activities.calls)
                .containsExactly(
                        "pull CENSUS",
                        "plan windows",
                        "pull RECORDS",
                        "pull RECORDS",
                        "pull CHANGES",
                        "pull FINAL_CENSUS",
                        "compare",
                        "pull REFETCH",
                        "conclude");
    }

    @Test
    void equalSets_areNotFetchedAgain() {
        result(start(1, false));
        assertThat(temporal.activities.calls).doesNotContain("pull REFETCH").endsWith("compare", "conclude");
    }

    @Test
    void noMoreWindowsThanAllowed_arePulledAtOnce() {
        temporal.activities.windows = 12;
        result(start(3, false));
        assertThat(temporal.activities.mostPullingAtOnce.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void startedPaused_waitsForResume() {
        PartitionWorkflow workflow = start(1, true);
        assertThat(workflow.progress().paused()).isTrue();
        assertThat(temporal.activities.calls).isEmpty();

        workflow.resume();
        assertThat(result(workflow).state()).isEqualTo(PartitionState.VERIFIED);
    }

    @Test
    void manyWindows_continueAsNew_withoutPlanningAgain() {
        temporal.activities.windows = 700;

        assertThat(result(start(4, false)).state()).isEqualTo(PartitionState.VERIFIED);
        assertThat(Collections.frequency(temporal.activities.calls, "pull RECORDS")).isEqualTo(700);
        assertThat(Collections.frequency(temporal.activities.calls, "plan windows")).isEqualTo(1);
        assertThat(temporal.environment.getWorkflowClient().fetchHistory("run/P1").getEvents()).hasSizeLessThan(2_000);
    }
}
