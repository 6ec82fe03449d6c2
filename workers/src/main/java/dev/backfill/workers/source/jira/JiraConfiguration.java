package dev.backfill.workers.source.jira;

import dev.backfill.store.budget.RequestBudget;
import dev.backfill.workers.source.http.HttpSettings;
import dev.backfill.workers.source.http.SourceHttp;
import dev.backfill.workflows.source.Sources;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires Jira. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JiraProperties.class)
class JiraConfiguration {
    @Bean
    JiraSource jiraSource(JiraProperties properties, DataSource database, Clock clock) {
        RequestBudget budget = new RequestBudget(database, Sources.JIRA.id(), properties.requestsPerSecond());
        return new JiraSource(new SourceHttp(HttpSettings.DEFAULT, budget, clock), properties);
    }
}
