package dev.backfill.workers.source.fireflies;

import dev.backfill.workers.source.http.SafeAddress;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Fireflies is, who asks, and how often.
 *
 * @param url the GraphQL endpoint; https, but for a loopback address
 * @param token an API key
 * @param requestsPerDay the account's quota, 50 on the plans Free and Pro; 0 for none
 * @param requestsPerMinute the account's limit, 60 on the plans Business and Enterprise; 0 for none
 * @param pageSize how many whole transcripts are asked for at once; at most 40, so that a page of ids reaches beyond them
 */
@Validated
@ConfigurationProperties(prefix = "backfill.fireflies", ignoreUnknownFields = false)
public record FirefliesProperties(
        @DefaultValue("https://api.fireflies.ai/graphql") URI url,
        @NotBlank(message = "is missing: set BACKFILL_FIREFLIES_TOKEN to an API key") String token,
        @Min(0) @Max(1_000_000) @DefaultValue("50") int requestsPerDay,
        @Min(0) @Max(10_000) @DefaultValue("60") int requestsPerMinute,
        @Min(1) @Max(FirefliesClient.MOST_WHOLE) @DefaultValue("20") int pageSize) {

    /** @throws IllegalArgumentException if the address is not one that credentials may be sent to */
    public FirefliesProperties {
        SafeAddress.require(url, "BACKFILL_FIREFLIES_URL", "https://api.fireflies.ai/graphql");
    }

    @Override
    public String toString() {
        return "FirefliesProperties[url=" + url + "]";
    }
}
