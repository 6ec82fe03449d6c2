package dev.backfill.gateway;

import dev.backfill.gateway.database.DatabaseSettings;
import dev.backfill.gateway.http.HttpSettings;
import dev.backfill.gateway.limit.LimitSettings;
import dev.backfill.gateway.event.StreamSettings;
import dev.backfill.gateway.retention.RetentionSettings;
import dev.backfill.gateway.security.AdminSettings;
import dev.backfill.gateway.security.WebSettings;
import dev.backfill.gateway.signin.GoogleSettings;
import dev.backfill.gateway.temporal.TemporalSettings;
import dev.backfill.gateway.token.JwtSettings;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The gateway's process. Ends with exit code 1 and one message if a setting is missing or unsafe. */
// Without Boot's user, whose password would be in the log.
@SpringBootApplication(exclude = ReactiveUserDetailsServiceAutoConfiguration.class)
@EnableConfigurationProperties(GatewaySettings.class)
public class Gateway {
    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /** The application as it starts in production; tests start the same. */
    public static SpringApplication application() {
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
    WebSettings webSettings(GatewaySettings settings) {
        return settings.web();
    }

    @Bean
    JwtSettings jwtSettings(GatewaySettings settings) {
        return settings.jwt();
    }

    @Bean
    GoogleSettings googleSettings(GatewaySettings settings) {
        return settings.google();
    }

    @Bean
    DatabaseSettings databaseSettings(GatewaySettings settings) {
        return settings.database();
    }

    @Bean
    TemporalSettings temporalSettings(GatewaySettings settings) {
        return settings.temporal();
    }

    @Bean
    LimitSettings limitSettings(GatewaySettings settings) {
        return settings.limits();
    }

    @Bean
    HttpSettings httpSettings(GatewaySettings settings) {
        return settings.http();
    }

    @Bean
    StreamSettings streamSettings(GatewaySettings settings) {
        return settings.streams();
    }

    @Bean
    RetentionSettings retentionSettings(GatewaySettings settings) {
        return settings.retention();
    }
}
