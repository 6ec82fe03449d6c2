package dev.backfill.gateway.temporal;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import dev.backfill.workflows.context.LogContextPropagator;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The client, which connects late and gives up soon: a caller over HTTP waits for it. */
@Configuration(proxyBeanMethods = false)
class TemporalConfiguration {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);
    private static final com.uber.m3.util.Duration METRICS_INTERVAL = com.uber.m3.util.Duration.ofSeconds(1);

    /** The SDK's own metrics, {@code temporal_*}. */
    @Bean(destroyMethod = "close")
    Scope temporalMetrics(MeterRegistry registry) {
        return new RootScopeBuilder().reporter(new MicrometerClientStatsReporter(registry)).reportEvery(METRICS_INTERVAL);
    }

    @Bean(destroyMethod = "shutdown")
    WorkflowServiceStubs temporalService(TemporalSettings settings, Scope temporalMetrics) {
        WorkflowServiceStubsOptions.Builder options = WorkflowServiceStubsOptions.newBuilder()
                .setTarget(settings.address())
                .setMetricsScope(temporalMetrics)
                .setRpcTimeout(LONGEST_CALL)
                .setSystemInfoTimeout(LONGEST_CALL)
                // The channel's own waits grow to minutes, and the first calls after an outage would fail for nothing.
                .setConnectionBackoffResetFrequency(Duration.ofSeconds(5))
                .setRpcRetryOptions(RpcRetryOptions.newBuilder().setExpiration(LONGEST_CALL).build());
        return WorkflowServiceStubs.newServiceStubs(options.build());
    }

    @Bean
    WorkflowClient workflowClient(WorkflowServiceStubs service, TemporalSettings settings) {
        return WorkflowClient.newInstance(
                service,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(settings.namespace())
                        .setIdentity("backfill-gateway")
                        .setContextPropagators(List.of(new LogContextPropagator()))
                        .build());
    }
}
