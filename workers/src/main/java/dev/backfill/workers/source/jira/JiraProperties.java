package dev.backfill.workers.source.jira;

import dev.backfill.workers.source.http.SafeAddress;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Jira is and who asks.
 *
 * @param url the site, such as {@code https://example.atlassian.net}; https, but for a loopback address
 * @param user the e-mail address that the token belongs to
 * @param token an API token
 * @param requestsPerSecond the budget until a run sets another
 */
@Validated
@ConfigurationProperties(prefix = "backfill.jira", ignoreUnknownFields = false)
public record JiraProperties(
        @NotNull(message = "is missing: set BACKFILL_JIRA_URL to the site, such as https://example.atlassian.net") URI url,
        @NotBlank(message = "is missing: set BACKFILL_JIRA_USER to the e-mail address of the API token") String user,
        @NotBlank(message = "is missing: set BACKFILL_JIRA_TOKEN to an API token") String token,
        @Positive @DefaultValue("10") double requestsPerSecond) {

    /** @throws IllegalArgumentException if the address is not one that credentials may be sent to */
    public JiraProperties {
        if (url != null) {
            SafeAddress.require(url, "BACKFILL_JIRA_URL", "https://example.atlassian.net");
        }
    }

    @Override
    public String toString() {
        return "JiraProperties[url=" + url + "]";
    }
}
