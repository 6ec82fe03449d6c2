package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backfill.standalone.SystemOptions;
import dev.backfill.standalone.part.JiraSite;
import dev.backfill.standalone.part.ProjectFolder;
import dev.backfill.workflows.WorkflowIds;
import dev.backfill.workflows.backfill.BackfillWorkflow;
import dev.backfill.workflows.backfill.ParallelismChange;
import dev.backfill.workflows.backfill.PartitionSkip;
import dev.backfill.workflows.backfill.RateChange;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records histories on the real server, driving every steering path, for {@code HistoryReplayTest}. Not part of a test run: called by
 * {@code standalone/record-histories}, which names the prefix of the files. A recorded history is kept for ever.
 */
class RecordHistories {
    private static final String PREFIX = System.getProperty("backfill.histories.prefix", "unnamed");
    private static final Path FOLDER = ProjectFolder.find().resolve("workflows/src/test/resources/histories");

    @Test
    void steeredRuns(@TempDir Path home) throws IOException {
        SystemOptions options = SystemOptions.in(home)
                .withWorkers(1)
                .withJira(new JiraSite.Simulated(600, 3, 5, null, List.of()))
                .withWorkerEnvironment(Map.of("BACKFILL_WORKERS_WINDOW_RECORDS", "100"));
        try (SystemUnderTest system = new SystemUnderTest(options)) {
            Recorder recorder = new Recorder(system);
            completed(system, recorder);
            pausedThenResumed(system, recorder);
            cancelled(system, recorder);
            refusedCredentials(system, recorder);
        }
    }

    private static void completed(SystemUnderTest system, Recorder recorder) throws IOException {
        system.fault("{\"kind\":\"serverError\",\"status\":503,\"count\":20}");
        String id = system.start();
        BackfillWorkflow workflow = recorder.workflow(id);
        workflow.setRate(new RateChange(500));
        workflow.setParallelism(new ParallelismChange(2));
        system.awaitEnd(id);
        recorder.save(id, "completed-in-bad-weather-with-rate-and-parallelism-changed");
    }

    private static void pausedThenResumed(SystemUnderTest system, Recorder recorder) throws IOException {
        system.fault("{\"kind\":\"latency\",\"milliseconds\":300,\"route\":\"issue/bulkfetch\"}");
        String id = system.start();
        system.awaitFetched(id, 100);
        recorder.workflow(id).pause();
        system.awaitState(id, "PAUSED");
        recorder.workflow(id).resume();
        system.awaitEnd(id);
        recorder.save(id, "paused-then-resumed");
    }

    private static void cancelled(SystemUnderTest system, Recorder recorder) throws IOException {
        String id = system.start();
        system.awaitFetched(id, 100);
        system.gateway("POST", "/api/v1/backfills/" + id + "/cancel", null);
        system.awaitEnd(id);
        recorder.save(id, "cancelled");
    }

    private static void refusedCredentials(SystemUnderTest system, Recorder recorder) throws IOException {
        String id = system.start();
        system.awaitFetched(id, 100);
        system.fault("{\"kind\":\"credentialsRevoked\"}");
        system.awaitEnd(id);
        recorder.save(id, "failed-as-credentials-were-revoked");
    }

    @Test
    void skippedAndRetriedRuns(@TempDir Path home) throws IOException {
        SystemOptions options = SystemOptions.in(home)
                .withWorkers(1)
                .withJira(new JiraSite.Simulated(600, 3, 5, null, List.of()))
                .withWorkerEnvironment(Map.of("BACKFILL_WORKERS_WINDOW_RECORDS", "100"));
        try (SystemUnderTest system = new SystemUnderTest(options)) {
            Recorder recorder = new Recorder(system);
            system.fault("{\"kind\":\"latency\",\"milliseconds\":400,\"route\":\"issue/bulkfetch\"}");
            skipped(system, recorder);
            retried(system, recorder);
        }
    }

    private static void skipped(SystemUnderTest system, Recorder recorder) throws IOException {
        String id = system.start("{\"parallelism\":1}");
        system.awaitFetched(id, 1);
        String running = system.partitions(id).path(0).path("key").asString();
        recorder.workflow(id).skipPartition(new PartitionSkip(running, null, null));
        recorder.workflow(id).skipPartition(new PartitionSkip(null, 3, "admin"));
        system.assertVerified(system.awaitEnd(id));
        assertThat(system.partition(id, running).path("state").asString()).isEqualTo("SKIPPED");
        assertThat(system.partitions(id).path(2).path("reason").asString()).isEqualTo("left out by admin");
        recorder.save(id, running, "skipped-while-running-and-waiting");
    }

    private static void retried(SystemUnderTest system, Recorder recorder) throws IOException {
        String id = system.start("{\"parallelism\":1}");
        system.awaitFetched(id, 1);
        String lost = system.partitions(id).path(0).path("key").asString();
        system.simulator("POST", "/admin/jira/projects/" + lost + "/hide", "{}");
        await().atMost(Duration.ofMinutes(1)).until(() -> system.partition(id, lost).path("state").asString().equals("ACCESS_LOST"));
        system.simulator("POST", "/admin/jira/projects/" + lost + "/show", "{}");
        recorder.workflow(id).retryFailed();
        system.assertVerified(system.awaitEnd(id));
        recorder.save(id, lost, "lost-access-then-retried");
    }

    @Test
    void longRun(@TempDir Path home) throws IOException {
        SystemOptions options = SystemOptions.in(home)
                .withWorkers(1)
                .withJira(new JiraSite.Simulated(1_000, 3, 5, null, List.of()))
                .withWorkerEnvironment(Map.of("BACKFILL_WORKERS_WINDOW_RECORDS", "2"));
        try (SystemUnderTest system = new SystemUnderTest(options)) {
            Recorder recorder = new Recorder(system);
            String id = system.backfillAll().path("id").asString();
            recorder.saveFirstOfPartition(id, "continued-as-new");
        }
    }

    /** Reads histories from the server and writes them beside the test that replays them. */
    private static final class Recorder {
        private final WorkflowClient client;

        Recorder(SystemUnderTest system) {
            WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                    .setTarget(system.parts().temporalAddress())
                    .build());
            client = WorkflowClient.newInstance(
                    service, WorkflowClientOptions.newBuilder().setNamespace(system.parts().temporalNamespace()).build());
        }

        BackfillWorkflow workflow(String id) {
            return client.newWorkflowStub(BackfillWorkflow.class, id);
        }

        void save(String id, String what) throws IOException {
            save(id, "CORE", what);
        }

        void save(String id, String partition, String what) throws IOException {
            write("BackfillWorkflow", what, client.fetchHistory(id));
            write("PartitionWorkflow", what, client.fetchHistory(WorkflowIds.partition(id, partition)));
        }

        void saveFirstOfPartition(String id, String what) throws IOException {
            String workflowId = WorkflowIds.partition(id, "CORE");
            WorkflowExecutionHistory last = client.fetchHistory(workflowId);
            var started = last.getHistory().getEvents(0).getWorkflowExecutionStartedEventAttributes();
            assertThat(started.getContinuedExecutionRunId()).as("the run was long enough to continue as new").isNotEmpty();
            write("PartitionWorkflow", what + "-to", last);
            write("PartitionWorkflow", what + "-from", client.fetchHistory(workflowId, started.getContinuedExecutionRunId()));
        }

        private static void write(String type, String what, WorkflowExecutionHistory history) throws IOException {
            assertThat(history.getEvents()).hasSizeLessThan(2_000);
            Path file = FOLDER.resolve(type).resolve(PREFIX + "-" + what + ".json.gz");
            Files.createDirectories(file.getParent());
            try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(history.toJson(false).getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
