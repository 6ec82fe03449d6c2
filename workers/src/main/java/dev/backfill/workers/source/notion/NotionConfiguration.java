package dev.backfill.workers.source.notion;

import dev.backfill.store.budget.RequestBudget;
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

/** Wires Notion: a process without its token says that it is missing, and serves what else it can. */
@Configuration(proxyBeanMethods = false)
class NotionConfiguration {
    @Bean
    ImplementedSource notion(Environment environment) {
        return ImplementedSource.of(Sources.NOTION, environment);
    }

    @Configuration(proxyBeanMethods = false)
    @SourceSettings.Required("notion")
    @EnableConfigurationProperties(NotionProperties.class)
    static class WithSettings {
        @Bean
        NotionSource notionSource(NotionProperties properties, DataSource database, Clock clock, WorkersMetrics metrics) {
            RequestBudget budget = new RequestBudget(database, Sources.NOTION.id(), properties.requestsPerSecond());
            return new NotionSource(new SourceHttp(HttpSettings.DEFAULT, budget, clock, Sources.NOTION.id(), metrics), properties);
        }
    }
}
