package dev.backfill.workers.observation;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.util.Duration;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The registry that all metrics of the process are in. */
@Configuration(proxyBeanMethods = false)
class ObservationConfiguration {
    @Bean(destroyMethod = "close")
    PrometheusMeterRegistry meterRegistry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        // In nanoseconds, where all others are in seconds.
        registry.config().meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time")).meterFilter(new FewBuckets());
        return registry;
    }

    /** The SDK asks for some seventy buckets of each label's value: thousands of series of each process. */
    private static final class FewBuckets implements MeterFilter {
        private static final double[] NANOSECONDS = {1e7, 1e8, 1e9, 1e10, 6e10};

        @Override
        public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig asked) {
            if (id.getType() != Meter.Type.TIMER || !id.getName().startsWith("temporal")) {
                return asked;
            }
            return DistributionStatisticConfig.builder()
                    .percentilesHistogram(false)
                    .serviceLevelObjectives(NANOSECONDS)
                    .build()
                    .merge(asked);
        }
    }

    /** The SDK's own metrics, {@code temporal_*}: outcomes of workflows and activities, slots, pollers, waits. */
    @Bean(destroyMethod = "close")
    Scope temporalMetrics(MeterRegistry registry) {
        return new RootScopeBuilder().reporter(new MicrometerClientStatsReporter(registry)).reportEvery(Duration.ofSeconds(1));
    }
}
