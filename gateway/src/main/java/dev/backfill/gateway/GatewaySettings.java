package dev.backfill.gateway;

import dev.backfill.gateway.database.DatabaseSettings;
import dev.backfill.gateway.security.AdminSettings;
import dev.backfill.gateway.temporal.TemporalSettings;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Everything under {@code backfill}; a property that is not listed here stops the start. {@code gateway.yml} names the variables. */
@ConfigurationProperties(prefix = "backfill", ignoreUnknownFields = false)
record GatewaySettings(
        @DefaultValue AdminSettings admin, @DefaultValue DatabaseSettings database, @DefaultValue TemporalSettings temporal) {
    /** What keeps the gateway from starting, one sentence each; empty if nothing does. */
    List<String> problems() {
        return Stream.of(admin.problems(), database.problems(), temporal.problems()).flatMap(List::stream).toList();
    }
}
