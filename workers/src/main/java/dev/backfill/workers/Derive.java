package dev.backfill.workers;

import dev.backfill.store.derive.Derivation;
import dev.backfill.store.lock.SessionLock;
import dev.backfill.store.derive.DerivationStore;
import dev.backfill.workers.derive.DeriveReport;
import dev.backfill.workers.derive.Deriver;
import dev.backfill.workers.observation.WorkersMetrics;
import dev.backfill.workers.settings.WorkersProperties;
import dev.backfill.workers.source.ImplementedSource;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.SourceRegistry;
import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.source.Sources;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** The command that makes a source's typed columns anew from what is stored. It needs PostgreSQL, and nothing of the vendor. */
final class Derive {
    static final int DONE = 0;
    static final int LEFT_SOME = 1;
    static final int REFUSED = 2;

    /** Not a host that exists, and no setting either: a source is made, but nothing is asked of its vendor. */
    private static final String NOT_NEEDED = "https://not-needed.invalid";

    private Derive() {}

    /** Of the worker's program: the sources and what they are made of. Not found by the worker's own scan, as it has no annotation for that. */
    @ComponentScan(basePackageClasses = SourceRegistry.class)
    @Import(StoreConfiguration.class)
    @ImportAutoConfiguration(ConfigurationPropertiesAutoConfiguration.class)
    @EnableConfigurationProperties(WorkersProperties.Database.class)
    static class Wiring {
        @Bean
        WorkersMetrics metrics() {
            return new WorkersMetrics(new SimpleMeterRegistry());
        }
    }

    /** As {@link #run}, and says in one line what went wrong. */
    static int runAsProcess(List<String> arguments) {
        if (arguments.size() != 1) {
            System.out.println("derive: name one source, such as: derive jira");
            return REFUSED;
        }
        try {
            return run(arguments.getFirst(), System.out, "--logging.level.root=warn");
        } catch (RuntimeException failure) {
            LoggerFactory.getLogger(Derive.class).error("derive {}: it was interrupted, and goes on from there when it is started again", arguments.getFirst(), failure);
            return REFUSED;
        }
    }

    /**
     * @param sourceId whose records are derived
     * @param settings such as {@code --backfill.database.url=…}, beside the environment
     * @return {@link #DONE}; {@link #LEFT_SOME} if records could not be derived; {@link #REFUSED} if it cannot be done now
     */
    static int run(String sourceId, PrintStream out, String... settings) {
        Optional<SourceDefinition> definition = Sources.find(sourceId);
        if (definition.isEmpty()) {
            out.println("derive: there is no source '" + sourceId + "'");
            return REFUSED;
        }
        try (ConfigurableApplicationContext context = application(definition.get()).run(settings)) {
            SourceRegistry sources = context.getBean(SourceRegistry.class);
            if (!sources.ids().contains(sourceId)) {
                out.println("derive: " + sourceId + " cannot be pulled yet, so that there is nothing to derive");
                return REFUSED;
            }
            return derive(sources.get(sourceId), context.getBean(DataSource.class), out);
        }
    }

    private static int derive(Source source, DataSource database, PrintStream out) {
        Optional<SessionLock> lock = SessionLock.take(database, "derivation of " + source.id());
        if (lock.isEmpty()) {
            out.println("derive: another process derives " + source.id() + " now");
            return REFUSED;
        }
        try (SessionLock held = lock.get()) {
            DeriveReport report = new DeriveReport(source.id(), out);
            Derivation done = new Deriver(source, database, report).run();
            int left = new DerivationStore(database).failures(source.id()).size();
            report.finished(done, left);
            return left == 0 ? DONE : LEFT_SOME;
        }
    }

    private static SpringApplicationBuilder application(SourceDefinition source) {
        return new SpringApplicationBuilder(Wiring.class)
                .web(WebApplicationType.NONE)
                .properties("spring.config.name=workers", "spring.main.banner-mode=off", "spring.main.log-startup-info=false")
                .initializers(new StartCheck(), context -> fillIn(source, context.getEnvironment()));
    }

    private static void fillIn(SourceDefinition source, ConfigurableEnvironment environment) {
        Map<String, Object> missing = new HashMap<>();
        ImplementedSource.of(source, environment).missingSettings()
                .forEach(setting -> missing.put(setting.toLowerCase(Locale.ROOT).replace('_', '.'), NOT_NEEDED));
        environment.getPropertySources().addFirst(new MapPropertySource("not needed to derive", missing));
    }
}
