package dev.backfill.workers.settings;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of a worker process.
 *
 * @param windowRecords the most records of a window
 * @param activities the most activities of a source that run at once
 */
@Validated
@ConfigurationProperties(prefix = "backfill.workers", ignoreUnknownFields = false)
public record WorkersProperties(
        @Min(1) @Max(100_000) @DefaultValue("5000") int windowRecords, @Min(1) @Max(64) @DefaultValue("8") int activities) {

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
}
