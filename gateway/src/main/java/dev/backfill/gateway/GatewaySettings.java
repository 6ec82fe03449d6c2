package dev.backfill.gateway;

import dev.backfill.gateway.database.DatabaseSettings;
import dev.backfill.gateway.http.HttpSettings;
import dev.backfill.gateway.limit.LimitSettings;
import dev.backfill.gateway.event.StreamSettings;
import dev.backfill.gateway.retention.RetentionSettings;
import dev.backfill.gateway.log.LogSettings;
import dev.backfill.gateway.management.ManagementSettings;
import dev.backfill.gateway.security.AdminSettings;
import dev.backfill.gateway.security.WebSettings;
import dev.backfill.gateway.signin.GoogleSettings;
import dev.backfill.gateway.temporal.TemporalSettings;
import dev.backfill.gateway.token.JwtSettings;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Everything under {@code backfill}; a property that is not listed here stops the start. {@code gateway.yml} names the variables. */
@ConfigurationProperties(prefix = "backfill", ignoreUnknownFields = false)
record GatewaySettings(
        @DefaultValue AdminSettings admin,
        @DefaultValue JwtSettings jwt,
        @DefaultValue GoogleSettings google,
        @DefaultValue WebSettings web,
        @DefaultValue DatabaseSettings database,
        @DefaultValue TemporalSettings temporal,
        @DefaultValue LimitSettings limits,
        @DefaultValue HttpSettings http,
        @DefaultValue StreamSettings streams,
        @DefaultValue RetentionSettings retention,
        @DefaultValue ManagementSettings management,
        @DefaultValue LogSettings log) {
    /** What keeps the gateway from starting, one sentence each; empty if nothing does. */
    List<String> problems() {
        return Stream.of(
                        admin.problems(),
                        jwt.problems(),
                        google.problems(),
                        together(),
                        web.problems(),
                        database.problems(),
                        temporal.problems(),
                        limits.problems(),
                        http.problems(),
                        streams.problems(),
                        retention.problems(),
                        management.problems(),
                        log.problems())
                .flatMap(List::stream)
                .toList();
    }

    /** What is only wrong of one setting beside another. */
    private List<String> together() {
        Stream<String> equal = admin.apiKey().equals(jwt.secret()) && !jwt.secret().isEmpty()
                ? Stream.of("ADMIN_API_KEY and JWT_SECRET are equal: who knows one would have both. Make another: openssl rand -hex 32")
                : Stream.of();
        Stream<String> unsigned = google.isOn() && jwt.secret().isEmpty() && !jwt.isBySecret()
                ? Stream.of("JWT_SECRET is missing. It signs the tokens of those who sign in with Google."
                        + " Make one: export JWT_SECRET=\"$(openssl rand -hex 32)\"")
                : Stream.of();
        return Stream.concat(equal, unsigned).toList();
    }
}
