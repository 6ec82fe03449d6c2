package dev.backfill.benchmarks;

import dev.backfill.standalone.BackfillSystem;
import dev.backfill.standalone.part.SimulatedSource;
import dev.backfill.standalone.watch.GatewayClient;
import dev.backfill.standalone.watch.RunView;
import dev.backfill.standalone.watch.Verification;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** A whole backfill through the gateway, from the start of its workflow to its verdict. */
final class EndToEnd {
    /**
     * @param rows of all its tables
     * @param seconds from the start of the workflow to the verdict
     * @param requests to all vendors, as the simulator has counted them
     * @param listRequests those of them that list ids, which only Jira's simulator counts apart
     */
    record Result(
            long records, long rows, double seconds, long workerPeakMegabytes, long events, long longestHistory, long requests, long listRequests) {}

    private EndToEnd() {}

    /** @param size how many records are generated */
    static Result run(BackfillSystem system, SimulatedSource source, int size) throws IOException {
        GatewayClient gateway = new GatewayClient(system.gatewayUri(), system.adminKey());
        String id = gateway.start(source.id(), source.everything(size));
        RunView run = gateway.run(id);
        while (!run.isFinal()) {
            pause();
            run = gateway.run(id);
        }
        if (!run.isVerified()) {
            throw new IllegalStateException("the run is not verified: " + run);
        }
        Duration took = run.took().orElseThrow();
        List<Long> histories = historyLengths(system);
        Verification verification = Objects.requireNonNull(run.verification());
        return new Result(
                verification.stored(),
                SourceTables.of(system, source.id()).rows(),
                took.toMillis() / 1_000.0,
                peakMegabytes(system.worker(0).pid()),
                histories.stream().mapToLong(Long::longValue).sum(),
                histories.stream().mapToLong(Long::longValue).max().orElse(0),
                requests(system.simulatorUri(), "/total"),
                requests(system.simulatorUri(), "/byRoute/search~1jql:ids"));
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** The high-water mark of the resident set, as Linux keeps it. */
    private static long peakMegabytes(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            String peak = lines.filter(line -> line.startsWith("VmHWM:")).findFirst().orElseThrow();
            return Long.parseLong(peak.replaceAll("\\D", "")) / 1024;
        }
    }

    private static List<Long> historyLengths(BackfillSystem system) {
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(system.temporalAddress()).build());
        try {
            return service.blockingStub()
                    .listWorkflowExecutions(ListWorkflowExecutionsRequest.newBuilder()
                            .setNamespace(system.temporalNamespace())
                            .setPageSize(1_000)
                            .build())
                    .getExecutionsList()
                    .stream()
                    .map(WorkflowExecutionInfo::getHistoryLength)
                    .toList();
        } finally {
            service.shutdownNow();
        }
    }

    /** Of all vendors: one source may ask the vendor of another. */
    private static long requests(URI simulator, String which) throws IOException {
        long requests = 0;
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (SimulatedSource source : SimulatedSource.all()) {
                HttpRequest request = HttpRequest.newBuilder(simulator.resolve("/admin/" + source.id() + "/requests")).build();
                requests += JsonMapper.shared().readTree(client.send(request, BodyHandlers.ofString()).body()).at(which).asLong(0);
            }
            return requests;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
