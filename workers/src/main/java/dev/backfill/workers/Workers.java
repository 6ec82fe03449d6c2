package dev.backfill.workers;

import com.zaxxer.hikari.HikariDataSource;
import dev.backfill.settings.StartRefused;
import dev.backfill.store.Databases;
import dev.backfill.workers.settings.WorkersProperties;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

/**
 * The worker process. With {@code migrate} it applies the migrations and ends, with {@code derive SOURCE} it derives, with
 * {@code reconcile} it brings PostgreSQL and Temporal together once.
 */
@SpringBootConfiguration
@ComponentScan
@ImportAutoConfiguration(ConfigurationPropertiesAutoConfiguration.class)
@EnableConfigurationProperties({WorkersProperties.class, WorkersProperties.Database.class, WorkersProperties.Temporal.class, WorkersProperties.Log.class})
public class Workers {
    public static void main(String[] arguments) {
        if (arguments.length == 1 && arguments[0].equals("migrate")) {
            migrate();
            return;
        }
        if (arguments.length > 0 && arguments[0].equals("derive")) {
            System.exit(Derive.runAsProcess(List.of(arguments).subList(1, arguments.length)));
        }
        if (arguments.length == 1 && arguments[0].equals("reconcile")) {
            System.exit(Reconcile.runAsProcess());
        }
        application().run(arguments);
    }

    /** The application as it starts in production; tests start the same. */
    static SpringApplication application() {
        return new SpringApplicationBuilder(Workers.class)
                .web(WebApplicationType.NONE)
                .properties("spring.config.name=workers", "spring.main.keep-alive=true", "spring.main.banner-mode=off")
                .initializers(new StartCheck())
                .build();
    }

    private static void migrate() {
        ConfigurableEnvironment environment = new StandardEnvironment();
        try {
            StartCheck.require(environment);
        } catch (StartRefused refused) {
            stop(String.valueOf(refused.getMessage()));
        }
        String url = required(environment, "BACKFILL_DATABASE_URL");
        String user = required(environment, "BACKFILL_DATABASE_USER");
        String password = environment.getProperty("BACKFILL_DATABASE_PASSWORD", "");
        try (HikariDataSource database = Databases.open(url, user, password, 2, "backfill-migrate")) {
            Migrate.migrate(database);
        }
    }

    private static String required(ConfigurableEnvironment environment, String variable) {
        String value = environment.getProperty(variable, "");
        if (value.isBlank()) {
            stop(variable + " is missing");
        }
        return value;
    }

    private static void stop(String problem) {
        System.err.println(problem);
        System.exit(2);
    }
}
