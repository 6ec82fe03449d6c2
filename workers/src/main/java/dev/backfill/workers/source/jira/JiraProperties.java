package dev.backfill.workers.source.jira;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
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
            requireSafe(url);
        }
    }

    private static void requireSafe(URI url) {
        String host = url.getHost();
        if (host == null || url.getUserInfo() != null || url.getQuery() != null) {
            throw new IllegalArgumentException("BACKFILL_JIRA_URL must be an address such as https://example.atlassian.net");
        }
        if (!"https".equals(url.getScheme()) && !("http".equals(url.getScheme()) && isLoopback(host))) {
            throw new IllegalArgumentException("BACKFILL_JIRA_URL must begin with https://");
        }
        if (isLinkLocal(host)) {
            throw new IllegalArgumentException("BACKFILL_JIRA_URL must not be a link-local address");
        }
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }

    private static boolean isLinkLocal(String host) {
        try {
            // Names are not resolved here: the site may be away while the worker starts.
            return host.matches("[0-9.]+|\\[.*]") && InetAddress.getByName(host).isLinkLocalAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "JiraProperties[url=" + url + "]";
    }
}
