package dev.backfill.workers.source.notion;

import dev.backfill.workers.source.http.SafeAddress;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Notion is and who asks.
 *
 * @param url the address before {@code /v1}; https, but for a loopback address
 * @param token of an internal integration; what is shared with it is pulled
 * @param version the API's version: 2025-09-03, 2022-06-28, 2026-03-11 or 2026-12-01
 * @param requestsPerSecond the budget until a run sets another
 */
@Validated
@ConfigurationProperties(prefix = "backfill.notion", ignoreUnknownFields = false)
public record NotionProperties(
        @NotNull @DefaultValue("https://api.notion.com") URI url,
        @NotBlank(message = "is missing: set BACKFILL_NOTION_TOKEN to the token of an integration") String token,
        @NotBlank @DefaultValue("2025-09-03") String version,
        @Positive @DefaultValue("3") double requestsPerSecond) {

    /** @throws IllegalArgumentException if the address is not one that credentials may be sent to, or the version not one we speak */
    public NotionProperties {
        if (url != null) {
            SafeAddress.require(url, "BACKFILL_NOTION_URL", "https://api.notion.com");
        }
        if (version != null) {
            NotionVersion.of(version);
        }
    }

    @Override
    public String toString() {
        return "NotionProperties[url=" + url + ", version=" + version + "]";
    }
}
