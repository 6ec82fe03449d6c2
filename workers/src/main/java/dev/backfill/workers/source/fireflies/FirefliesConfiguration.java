package dev.backfill.workers.source.fireflies;

import dev.backfill.store.budget.RequestBudget;
import dev.backfill.store.budget.RequestQuota;
import dev.backfill.workers.observation.WorkersMetrics;
import dev.backfill.workers.source.ImplementedSource;
import dev.backfill.workers.source.SourceSettings;
import dev.backfill.workers.source.http.HttpSettings;
import dev.backfill.workers.source.http.SourceHttp;
import dev.backfill.workflows.source.Sources;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Wires Fireflies: a process without its settings says what is missing, and serves what else it can. */
@Configuration(proxyBeanMethods = false)
class FirefliesConfiguration {
    /** Where no limit per minute is set. */
    private static final double USUAL_REQUESTS_PER_SECOND = 2;

    @Bean
    ImplementedSource fireflies(Environment environment) {
        return ImplementedSource.of(Sources.FIREFLIES, environment);
    }

    @Configuration(proxyBeanMethods = false)
    @SourceSettings.Required("fireflies")
    @EnableConfigurationProperties(FirefliesProperties.class)
    static class WithSettings {
        @Bean
        FirefliesSource firefliesSource(FirefliesProperties properties, DataSource database, Clock clock, WorkersMetrics metrics) {
            String id = Sources.FIREFLIES.id();
            RequestQuota quota = RequestQuota.of(properties.requestsPerMinute(), properties.requestsPerDay(), RequestQuota.DAY);
            // The quota is what bounds; the rate only keeps workers from sending a minute's requests in one moment.
            RequestBudget budget = new RequestBudget(database, id, requestsPerSecond(properties), quota);
            return new FirefliesSource(new SourceHttp(HttpSettings.DEFAULT, budget, clock, id, metrics), properties, clock);
        }

        /** Twice what may be kept up, so that a few requests need not wait for a minute's share. */
        private static double requestsPerSecond(FirefliesProperties properties) {
            return properties.requestsPerMinute() == 0 ? USUAL_REQUESTS_PER_SECOND : properties.requestsPerMinute() / 30.0;
        }
    }
}
