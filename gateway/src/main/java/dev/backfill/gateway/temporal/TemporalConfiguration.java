package dev.backfill.gateway.temporal;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The client, which connects late and gives up soon: a caller over HTTP waits for it. */
@Configuration(proxyBeanMethods = false)
class TemporalConfiguration {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

    @Bean(destroyMethod = "shutdown")
    WorkflowServiceStubs temporalService(TemporalSettings settings) {
        WorkflowServiceStubsOptions.Builder options = WorkflowServiceStubsOptions.newBuilder()
                .setTarget(settings.address())
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
                        .build());
    }
}
