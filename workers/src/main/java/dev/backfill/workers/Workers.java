package dev.backfill.workers;

import com.zaxxer.hikari.HikariDataSource;
import dev.backfill.store.Databases;
import dev.backfill.workers.settings.WorkersProperties.Database;
import dev.backfill.workers.settings.WorkersProperties;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;

/** The worker process. With the argument {@code migrate} it applies the migrations and ends. */
@SpringBootConfiguration
@ComponentScan
@ImportAutoConfiguration(ConfigurationPropertiesAutoConfiguration.class)
@EnableConfigurationProperties({WorkersProperties.class, WorkersProperties.Database.class, WorkersProperties.Temporal.class})
public class Workers {
    public static void main(String[] arguments) {
        if (arguments.length == 1 && arguments[0].equals("migrate")) {
            migrate();
            return;
        }
        SpringApplication application = new SpringApplicationBuilder(Workers.class)
                .web(WebApplicationType.NONE)
                .properties("spring.config.name=workers", "spring.main.keep-alive=true", "spring.main.banner-mode=off")
                .build();
        application.run(arguments);
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
