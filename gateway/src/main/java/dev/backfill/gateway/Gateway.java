package dev.backfill.gateway;

import dev.backfill.gateway.database.DatabaseSettings;
import dev.backfill.gateway.security.AdminSettings;
import dev.backfill.gateway.temporal.TemporalSettings;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The gateway's process. Ends with exit code 1 and one message if a setting is missing or unsafe. */
@SpringBootApplication
@EnableConfigurationProperties(GatewaySettings.class)
public class Gateway {
    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /** The application as it starts in production; tests start the same. */
    static SpringApplication application() {
        // A name of its own: of two application.yml on one class path, only the first is read.
        System.setProperty("spring.config.name", "gateway");
        SpringApplication application = new SpringApplication(Gateway.class);
        application.addInitializers(new StartCheck());
        return application;
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    AdminSettings adminSettings(GatewaySettings settings) {
        return settings.admin();
    }

    @Bean
    DatabaseSettings databaseSettings(GatewaySettings settings) {
        return settings.database();
    }

    @Bean
    TemporalSettings temporalSettings(GatewaySettings settings) {
        return settings.temporal();
    }
}
