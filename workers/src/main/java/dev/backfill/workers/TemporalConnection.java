package dev.backfill.workers;

import dev.backfill.workers.settings.WorkersProperties;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Polls Temporal from the start of the process to its end. At the end, what is under way is interrupted and given back at once, not
 * after a timeout.
 */
@Component
class TemporalConnection implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(TemporalConnection.class);
    private static final int SECONDS_TO_STOP = 20;

    private final WorkersProperties.Temporal properties;
    private final WorkerRegistration registration;
    private volatile @Nullable WorkerFactory factory;
    private @Nullable WorkflowServiceStubs service;

    TemporalConnection(WorkersProperties.Temporal properties, WorkerRegistration registration) {
        this.properties = properties;
        this.registration = registration;
    }

    @Override
    public void start() {
        // Lazily: the process also starts, and waits, while Temporal is away.
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(properties.address()).build());
        WorkflowClient client = WorkflowClient.newInstance(
                stubs, WorkflowClientOptions.newBuilder().setNamespace(properties.namespace()).build());
        WorkerFactory started = WorkerFactory.newInstance(
                client, WorkerFactoryOptions.newBuilder().setUsingVirtualWorkflowThreads(true).setWorkflowCacheSize(200).build());
        registration.register(started);
        awaitServer(stubs);
        started.start();
        service = stubs;
        factory = started;
        LOG.info("workers ready, polling {} at {}", properties.namespace(), properties.address());
    }

    private void awaitServer(WorkflowServiceStubs stubs) {
        while (true) {
            try {
                stubs.healthCheck();
                return;
            } catch (RuntimeException away) {
                LOG.warn("Temporal at {} does not answer yet", properties.address());
            }
        }
    }

    @Override
    public void stop() {
        WorkerFactory running = factory;
        if (running != null && service != null) {
            running.shutdownNow();
            running.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS);
            service.shutdown();
            factory = null;
        }
    }

    @Override
    public boolean isRunning() {
        return factory != null;
    }
}
