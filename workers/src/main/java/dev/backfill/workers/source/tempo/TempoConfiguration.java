package dev.backfill.workers.source.tempo;

import dev.backfill.store.budget.RequestBudget;
import dev.backfill.store.lookup.NameLookup;
import dev.backfill.store.lookup.OpenColumns;
import dev.backfill.workers.observation.WorkersMetrics;
import dev.backfill.workers.source.ImplementedSource;
import dev.backfill.workers.source.SourceSettings;
import dev.backfill.workers.source.http.HttpSettings;
import dev.backfill.workers.source.http.SafeAddress;
import dev.backfill.workers.source.http.SourceHttp;
import dev.backfill.workflows.source.Sources;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Wires Tempo: a process without its settings says what is missing, and serves what else it can. */
@Configuration(proxyBeanMethods = false)
class TempoConfiguration {
    /** Names can wait: Jira is not asked as patiently for them as for its own history. */
    private static final HttpSettings JIRA = new HttpSettings(
            Duration.ofSeconds(5), Duration.ofSeconds(20), 16 * 1024 * 1024, 1, Duration.ofMillis(250), Duration.ofSeconds(10));
    /** Until Jira's own settings or a run say otherwise. */
    private static final double JIRA_REQUESTS_PER_SECOND = 10;

    @Bean
    ImplementedSource tempo(Environment environment) {
        return ImplementedSource.of(Sources.TEMPO, environment);
    }

    @Configuration(proxyBeanMethods = false)
    @SourceSettings.Required("tempo")
    @EnableConfigurationProperties(TempoProperties.class)
    static class WithSettings {
        @Bean
        TempoSource tempoSource(
                TempoProperties properties, DataSource database, Clock clock, WorkersMetrics metrics, Environment environment) {
            RequestBudget budget = new RequestBudget(database, Sources.TEMPO.id(), properties.requestsPerSecond());
            TempoNames names = new TempoNames(new NameLookup(database), jira(database, clock, metrics, environment), clock);
            SourceHttp http = new SourceHttp(HttpSettings.DEFAULT, budget, clock, Sources.TEMPO.id(), metrics);
            return new TempoSource(http, properties, names, new OpenColumns(database));
        }

        /** The settings of another source are read here, not bound: one that is missing is no failure of this one. */
        private static @Nullable TempoJira jira(DataSource database, Clock clock, WorkersMetrics metrics, Environment environment) {
            String url = environment.getProperty("backfill.jira.url", "").strip();
            String user = environment.getProperty("backfill.jira.user", "");
            String token = environment.getProperty("backfill.jira.token", "");
            if (url.isEmpty() || user.isBlank() || token.isBlank()) {
                return null;
            }
            double rate = environment.getProperty("backfill.jira.requests-per-second", Double.class, JIRA_REQUESTS_PER_SECOND);
            RequestBudget budget = new RequestBudget(database, Sources.JIRA.id(), rate);
            URI site = SafeAddress.require(URI.create(url), "BACKFILL_JIRA_URL", "https://example.atlassian.net");
            return new TempoJira(new SourceHttp(JIRA, budget, clock, Sources.JIRA.id(), metrics), site, user, token);
        }
    }
}
