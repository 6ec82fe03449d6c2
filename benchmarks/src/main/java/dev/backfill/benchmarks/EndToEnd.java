package dev.backfill.benchmarks;

import dev.backfill.standalone.BackfillSystem;
import dev.backfill.standalone.watch.GatewayClient;
import dev.backfill.standalone.watch.RunView;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole backfill through the gateway, from the start of its workflow to its verdict. */
final class EndToEnd {
    /** @param seconds from the start of the workflow to the verdict */
    record Result(
            long issues, long rows, double seconds, long workerPeakMegabytes, long events, long longestHistory, long requests, long censusRequests) {}

    private EndToEnd() {}

    static Result run(BackfillSystem system) throws IOException {
        GatewayClient gateway = new GatewayClient(system.gatewayUri(), system.adminKey());
        String id = gateway.startJira(null, List.of());
        RunView run = gateway.run(id);
        while (!run.isFinal()) {
            pause();
            run = gateway.run(id);
        }
        if (!run.isVerified()) {
            throw new IllegalStateException("the run is not verified: " + run);
        }
        Duration took = run.took().orElseThrow();
        JdbcClient sql = JdbcClient.create(system.dataSource());
        List<Long> histories = historyLengths(system);
        JsonNode requests = requests(system.simulatorUri());
        return new Result(
                count(sql, "issue"),
                count(sql, "issue") + count(sql, "comment") + count(sql, "worklog") + count(sql, "change"),
                took.toMillis() / 1_000.0,
                peakMegabytes(system.worker(0).pid()),
                histories.stream().mapToLong(Long::longValue).sum(),
                histories.stream().mapToLong(Long::longValue).max().orElse(0),
                requests.path("total").asLong(),
                requests.path("byRoute").path("search/jql:ids").asLong());
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static long count(JdbcClient sql, String table) {
        return sql.sql("select count(*) from jira." + table).query(Long.class).single();
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

    private static JsonNode requests(URI simulator) throws IOException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(simulator.resolve("/admin/jira/requests")).build();
            return JsonMapper.shared().readTree(client.send(request, BodyHandlers.ofString()).body());
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
