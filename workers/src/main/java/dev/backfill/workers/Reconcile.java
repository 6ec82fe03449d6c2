package dev.backfill.workers;

import dev.backfill.workers.observation.WorkersMetrics;
import dev.backfill.workers.reconcile.Executions;
import dev.backfill.workers.reconcile.Reconciliation;
import dev.backfill.workers.settings.WorkersProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The command that brings PostgreSQL and Temporal together once, as workers do all the time. It needs the two, and nothing of a vendor. */
final class Reconcile {
    private Reconcile() {}

    /** Of the worker's program: the store. Not found by the worker's own scan, as it has no annotation for that. */
    @Import(StoreConfiguration.class)
    @ImportAutoConfiguration(ConfigurationPropertiesAutoConfiguration.class)
    @EnableConfigurationProperties({WorkersProperties.Database.class, WorkersProperties.Temporal.class})
    static class Wiring {
        @Bean
        WorkersMetrics metrics() {
            return new WorkersMetrics(new SimpleMeterRegistry());
        }
    }

    /** @return 0; 2 if it could not be done, which the log says */
    static int runAsProcess() {
        try (ConfigurableApplicationContext context = application().run("--logging.level.root=warn")) {
            reconcile(context.getBean(DataSource.class), context.getBean(WorkersProperties.Temporal.class));
            return 0;
        } catch (RuntimeException | InterruptedException failure) {
            LoggerFactory.getLogger(Reconcile.class).error("reconcile: it was interrupted, and may be started again", failure);
            return 2;
        }
    }

    private static void reconcile(DataSource database, WorkersProperties.Temporal temporal) throws InterruptedException {
        WorkflowServiceStubs service =
                WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder().setTarget(temporal.address()).build());
        try {
            WorkflowClient client = WorkflowClient.newInstance(
                    service, WorkflowClientOptions.newBuilder().setNamespace(temporal.namespace()).build());
            new Reconciliation(database, new Executions(client)).passTwice();
        } finally {
            service.shutdownNow();
        }
    }

    private static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(Wiring.class)
                .web(WebApplicationType.NONE)
                .properties("spring.config.name=workers", "spring.main.banner-mode=off", "spring.main.log-startup-info=false")
                .initializers(new StartCheck());
    }
}
