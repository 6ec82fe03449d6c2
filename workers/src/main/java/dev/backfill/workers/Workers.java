package dev.backfill.workers;

import com.zaxxer.hikari.HikariDataSource;
import dev.backfill.store.Databases;
import dev.backfill.workers.settings.WorkersProperties.Database;
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

/** The worker process. With {@code migrate} it applies the migrations and ends, with {@code derive SOURCE} it derives. */
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
        application().run(arguments);
    }

    /** The application as it starts in production; tests start the same. */
    static SpringApplication application() {
        return new SpringApplicationBuilder(Workers.class)
                .web(WebApplicationType.NONE)
                .properties("spring.config.name=workers", "spring.main.keep-alive=true", "spring.main.banner-mode=off")
                .build();
    }

    private static void migrate() {
        Database properties = new Database(
                required("BACKFILL_DATABASE_URL"), required("BACKFILL_DATABASE_USER"),
                System.getenv().getOrDefault("BACKFILL_DATABASE_PASSWORD", ""), 2);
        try (HikariDataSource database = Databases.open(
                properties.url(), properties.user(), properties.password(), properties.connections(), "backfill-migrate")) {
            Migrate.migrate(database);
        }
    }

    private static String required(String variable) {
        String value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            System.err.println(variable + " is missing");
            System.exit(2);
        }
        return value;
    }
}
