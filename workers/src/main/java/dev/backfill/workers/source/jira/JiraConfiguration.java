package dev.backfill.workers.source.jira;

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

/** Wires Jira: a process without its settings says what is missing, and serves what else it can. */
@Configuration(proxyBeanMethods = false)
class JiraConfiguration {
    @Bean
    ImplementedSource jira(Environment environment) {
        return ImplementedSource.of(Sources.JIRA, environment);
    }

    @Configuration(proxyBeanMethods = false)
    @SourceSettings.Required("jira")
    @EnableConfigurationProperties(JiraProperties.class)
    static class WithSettings {
        @Bean
        JiraSource jiraSource(JiraProperties properties, DataSource database, Clock clock, WorkersMetrics metrics) {
            RequestBudget budget = new RequestBudget(database, Sources.JIRA.id(), properties.requestsPerSecond());
            return new JiraSource(new SourceHttp(HttpSettings.DEFAULT, budget, clock, Sources.JIRA.id(), metrics), properties);
        }
    }
}
