package dev.backfill.benchmarks;

import dev.backfill.standalone.BackfillSystem;
import dev.backfill.workflows.TaskQueues;
import dev.backfill.workflows.backfill.BackfillRequest;
import dev.backfill.workflows.backfill.BackfillWorkflow;
import dev.backfill.workflows.source.DateRange;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Starts the backfill's workflow by Temporal's client alone: no HTTP, no credential, no limit, no row. */
final class BareStarts implements AutoCloseable {
    private static final DateRange RANGE = new DateRange(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2025-01-01T00:00:00Z"));

    private final WorkflowServiceStubs service;
    private final WorkflowClient client;

    BareStarts(BackfillSystem system) {
        service = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(system.temporalAddress()).build());
        client = WorkflowClient.newInstance(
                service, WorkflowClientOptions.newBuilder().setNamespace(system.temporalNamespace()).build());
    }

    Load measure(int clients, Duration time) {
        ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> loops = IntStream.range(0, clients).<Callable<Void>>mapToObj(number -> () -> startUntil(end, nanos)).toList();
            for (Future<Void> loop : threads.invokeAll(loops)) {
                loop.get();
            }
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException("a bare start failed", failure);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Load(sorted.length / seconds, sorted[sorted.length / 2] / 1e6, sorted[sorted.length * 99 / 100] / 1e6);
    }

    private Void startUntil(long end, ConcurrentLinkedQueue<Long> nanos) {
        while (System.nanoTime() < end) {
            String id = "bare-" + UUID.randomUUID();
            BackfillRequest request = new BackfillRequest(id, "jira", RANGE, Map.of("projects", List.of(), "activeOnly", false), 4, 4, null, null);
            WorkflowOptions options =
                    WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(TaskQueues.CONTROL).build();
            long before = System.nanoTime();
            WorkflowClient.start(client.newWorkflowStub(BackfillWorkflow.class, options)::backfill, request);
            nanos.add(System.nanoTime() - before);
        }
        return null;
    }

    @Override
    public void close() {
        service.shutdownNow();
    }
}
