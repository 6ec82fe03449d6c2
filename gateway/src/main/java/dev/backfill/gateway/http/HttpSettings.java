package dev.backfill.gateway.http;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the server bears.
 *
 * @param connections the most that are open at once, 1 to 100,000; {@code BACKFILL_HTTP_CONNECTIONS}
 * @param connectionsPerAddress the most of one address, but for trusted proxies, 1 to 100,000; {@code BACKFILL_HTTP_CONNECTIONS_PER_ADDRESS}
 * @param requestSeconds how long the head of a request may take to arrive, the first one from when the connection is opened, and then its
 *     body, 1 to 300; {@code BACKFILL_HTTP_REQUEST_SECONDS}
 * @param trustedProxies addresses or networks, such as {@code 10.0.0.0/8}, separated by commas, or {@code none};
 *     {@code BACKFILL_TRUSTED_PROXIES}
 */
public record HttpSettings(
        @DefaultValue("4000") int connections,
        @DefaultValue("200") int connectionsPerAddress,
        @DefaultValue("10") int requestSeconds,
        @DefaultValue("none") String trustedProxies) {
    private static final int MOST_CONNECTIONS = 100_000;
    private static final int MOST_SECONDS = 300;

    /** What is wrong, one sentence each. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (connections < 1 || connections > MOST_CONNECTIONS) {
            problems.add("BACKFILL_HTTP_CONNECTIONS must be from 1 to " + MOST_CONNECTIONS + ".");
        }
        if (connectionsPerAddress < 1 || connectionsPerAddress > MOST_CONNECTIONS) {
            problems.add("BACKFILL_HTTP_CONNECTIONS_PER_ADDRESS must be from 1 to " + MOST_CONNECTIONS + ".");
        }
        if (requestSeconds < 1 || requestSeconds > MOST_SECONDS) {
            problems.add("BACKFILL_HTTP_REQUEST_SECONDS must be from 1 to " + MOST_SECONDS + ".");
        }
        for (String proxy : proxies()) {
            if (Network.parse(proxy).isEmpty()) {
                problems.add("BACKFILL_TRUSTED_PROXIES must be addresses or networks such as 10.0.0.0/8, separated by commas, or none.");
                break;
            }
        }
        return problems;
    }

    /** The networks that proxies are in. */
    List<Network> trustedNetworks() {
        return proxies().stream().map(proxy -> Network.parse(proxy).orElseThrow()).toList();
    }

    private List<String> proxies() {
        return trustedProxies.isBlank() || trustedProxies.strip().equals("none") ? List.of() : List.of(trustedProxies.split(",", -1));
    }
}
