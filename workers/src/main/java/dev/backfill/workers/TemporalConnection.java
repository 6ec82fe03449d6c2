package dev.backfill.workers;

import com.uber.m3.tally.Scope;
import dev.backfill.workers.observation.ActivityObserver;
import dev.backfill.workers.reconcile.Reconciler;
import dev.backfill.workers.settings.WorkersProperties;
import dev.backfill.workflows.context.LogContextPropagator;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import java.util.List;
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
    private final SourceReports reports;
    private final Reconciler reconciler;
    private final Scope metrics;
    private final ActivityObserver observer;
    private volatile @Nullable WorkerFactory factory;
    private @Nullable WorkflowServiceStubs service;

    TemporalConnection(
            WorkersProperties.Temporal properties,
            WorkerRegistration registration,
            SourceReports reports,
            Reconciler reconciler,
            Scope metrics,
            ActivityObserver observer) {
        this.properties = properties;
        this.registration = registration;
        this.reports = reports;
        this.reconciler = reconciler;
        this.metrics = metrics;
        this.observer = observer;
    }

    @Override
    public void start() {
        // Lazily: the process also starts, and waits, while Temporal is away.
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(properties.address()).setMetricsScope(metrics).build());
        WorkflowClient client = WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(properties.namespace())
                        .setContextPropagators(List.of(new LogContextPropagator()))
                        .build());
        WorkerFactory started = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .setWorkflowCacheSize(200)
                        .setWorkerInterceptors(observer)
                        .build());
        registration.register(started);
        awaitServer(stubs);
        started.start();
        service = stubs;
        factory = started;
        reports.begin();
        reconciler.begin(client);
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
            reports.end();
            reconciler.end();
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
