package dev.backfill.temporalconfig;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Applies this module's files to a Temporal service: the namespace and the search attributes. May be repeated at any time. */
public final class ApplyTemporalConfig {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final WorkflowServiceStubs workflows;
    private final OperatorServiceStubs operator;
    private final NamespaceConfig namespace;
    private final long giveUpAt;

    private ApplyTemporalConfig(
            WorkflowServiceStubs workflows, OperatorServiceStubs operator, NamespaceConfig namespace, Duration deadline) {
        this.workflows = workflows;
        this.operator = operator;
        this.namespace = namespace;
        this.giveUpAt = System.nanoTime() + deadline.toNanos();
    }

    /** The name in {@code namespace.yaml}. */
    public static String defaultNamespace() {
        return ConfigFiles.namespace().name();
    }

    /**
     * Waits for the service, brings it to what the files say, and returns once workflows can use it.
     *
     * @param address host and port of Temporal's frontend, such as {@code 127.0.0.1:7233}
     * @param namespaceName the namespace to prepare, usually {@link #defaultNamespace()}
     * @param deadline how long to try before giving up
     * @return what was changed, a line each; empty if everything was there already
     * @throws TemporalConfigException if the service refuses, or does not answer in time
     */
    public static List<String> apply(String address, String namespaceName, Duration deadline) {
        WorkflowServiceStubs workflows = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(address).setRpcTimeout(Duration.ofSeconds(5)).build());
        OperatorServiceStubs operator = OperatorServiceStubs.newServiceStubs(
                OperatorServiceStubsOptions.newBuilder().setChannel(workflows.getRawChannel()).validateAndBuildWithDefaults());
        try {
            NamespaceConfig namespace = ConfigFiles.namespace().named(namespaceName);
            return new ApplyTemporalConfig(workflows, operator, namespace, deadline).applyAll();
        } finally {
            operator.shutdownNow();
            workflows.shutdownNow();
        }
    }

    /** Takes the address from BACKFILL_TEMPORAL_ADDRESS and the namespace from BACKFILL_TEMPORAL_NAMESPACE. Exit 0, or 1 with a line. */
    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", System.getProperty("logback.configurationFile", "logback-temporal-config.xml"));
        String address = System.getenv().getOrDefault("BACKFILL_TEMPORAL_ADDRESS", "127.0.0.1:7233");
        String namespace = System.getenv().getOrDefault("BACKFILL_TEMPORAL_NAMESPACE", defaultNamespace());
        try {
            List<String> changes = apply(address, namespace, DEADLINE);
            System.out.println(changes.isEmpty() ? "Temporal at " + address + " is up to date" : String.join("\n", changes));
        } catch (TemporalConfigException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private List<String> applyAll() {
        Map<String, IndexedValueType> attributes = ConfigFiles.searchAttributes();
        NamespaceRegistration registration = new NamespaceRegistration(workflows.blockingStub(), namespace);
        SearchAttributeRegistration additions =
                new SearchAttributeRegistration(operator.blockingStub(), namespace.name(), attributes);
        List<String> changes = new ArrayList<>(retried(registration::apply));
        changes.addAll(retried(additions::apply));
        retried(() -> countByAll(attributes));
        return changes;
    }

    /** Both become visible with a delay, and this query needs both: once it is answered, a workflow can be started. */
    private long countByAll(Map<String, IndexedValueType> attributes) {
        String query = attributes.keySet().stream().map(name -> name + " = 'none'").collect(Collectors.joining(" AND "));
        return workflows
                .blockingStub()
                .countWorkflowExecutions(CountWorkflowExecutionsRequest.newBuilder().setNamespace(namespace.name()).setQuery(query).build())
                .getCount();
    }

    private <T> T retried(Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (StatusRuntimeException e) {
                if (!passes(e.getStatus()) || System.nanoTime() > giveUpAt) {
                    throw new TemporalConfigException("Temporal: " + e.getStatus().getCode() + ": " + e.getStatus().getDescription());
                }
                pause();
            }
        }
    }

    /** Not found and invalid argument are what a namespace or an attribute answers that is registered but not visible yet. */
    private static boolean passes(Status status) {
        return switch (status.getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, ABORTED, CANCELLED, INTERNAL, UNKNOWN -> true;
            case NOT_FOUND, INVALID_ARGUMENT -> true;
            default -> false;
        };
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TemporalConfigException("interrupted while waiting for Temporal");
        }
    }
}
