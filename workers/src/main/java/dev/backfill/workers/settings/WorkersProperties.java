package dev.backfill.workers.settings;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of a worker process.
 *
 * @param windowRecords the most records of a window
 * @param activities the most activities of a source that run at once
 * @param metricsAddress where metrics are served, without a credential
 * @param metricsPort 0 serves none
 */
@Validated
@ConfigurationProperties(prefix = "backfill.workers", ignoreUnknownFields = false)
public record WorkersProperties(
        @Min(1) @Max(100_000) @DefaultValue("5000") int windowRecords,
        @Min(1) @Max(64) @DefaultValue("8") int activities,
        @NotBlank @DefaultValue("127.0.0.1") String metricsAddress,
        @Min(0) @Max(65_535) @DefaultValue("8082") int metricsPort) {

    /**
     * Where PostgreSQL is.
     *
     * @param url a JDBC URL
     * @param connections the most connections that are open at once
     */
    @Validated
    @ConfigurationProperties(prefix = "backfill.database", ignoreUnknownFields = false)
    public record Database(
            @NotBlank(message = "is missing: set BACKFILL_DATABASE_URL, such as jdbc:postgresql://localhost:5432/backfill") String url,
            @NotBlank(message = "is missing: set BACKFILL_DATABASE_USER") String user,
            @DefaultValue("") String password,
            @Min(2) @Max(100) @DefaultValue("16") int connections) {
        @Override
        public String toString() {
            return "Database[url=" + url + ", user=" + user + "]";
        }
    }

    /**
     * Where Temporal is.
     *
     * @param address host and port
     */
    @Validated
    @ConfigurationProperties(prefix = "backfill.temporal", ignoreUnknownFields = false)
    public record Temporal(
            @NotBlank(message = "is missing: set BACKFILL_TEMPORAL_ADDRESS, such as localhost:7233") String address,
            @NotBlank @DefaultValue("backfill") String namespace) {}

    /**
     * How log lines are written.
     *
     * @param format {@code text}, or {@code json} for one JSON object a line
     */
    @Validated
    @ConfigurationProperties(prefix = "backfill.log", ignoreUnknownFields = false)
    public record Log(
            @Pattern(regexp = "text|json", message = "must be text or json: set BACKFILL_LOG_FORMAT") @DefaultValue("text") String format) {}
}
