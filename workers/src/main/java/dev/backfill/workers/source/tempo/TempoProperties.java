package dev.backfill.workers.source.tempo;

import dev.backfill.workers.source.http.SafeAddress;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Tempo is and who asks.
 *
 * @param url the API with its version; https, but for a loopback address
 * @param token an API token, which sees what its user may see
 * @param requestsPerSecond the budget until a run sets another
 */
@Validated
@ConfigurationProperties(prefix = "backfill.tempo", ignoreUnknownFields = false)
public record TempoProperties(
        @NotNull @DefaultValue("https://api.tempo.io/4") URI url,
        @NotBlank(message = "is missing: set BACKFILL_TEMPO_TOKEN to an API token of Tempo") String token,
        @Positive @DefaultValue("5") double requestsPerSecond) {

    /** @throws IllegalArgumentException if the address is not one that credentials may be sent to */
    public TempoProperties {
        if (url != null) {
            SafeAddress.require(url, "BACKFILL_TEMPO_URL", "https://api.tempo.io/4");
        }
    }

    @Override
    public String toString() {
        return "TempoProperties[url=" + url + "]";
    }
}
