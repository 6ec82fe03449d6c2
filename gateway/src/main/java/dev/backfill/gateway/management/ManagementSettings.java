package dev.backfill.gateway.management;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where health and metrics are served, without a credential.
 *
 * @param address an address of this machine, by default loopback; {@code BACKFILL_MANAGEMENT_ADDRESS}
 * @param port 1 to 65535, or 0 for any free one; {@code BACKFILL_MANAGEMENT_PORT}. Another than the public one: that is checked when it
 *     is opened
 */
public record ManagementSettings(@DefaultValue("127.0.0.1") String address, @DefaultValue("8081") int port) {
    private static final int HIGHEST_PORT = 65_535;

    /** What is wrong, one sentence each. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (port < 0 || port > HIGHEST_PORT) {
            problems.add("BACKFILL_MANAGEMENT_PORT must be from 0 to " + HIGHEST_PORT + ".");
        }
        if (!isAddress()) {
            problems.add("BACKFILL_MANAGEMENT_ADDRESS must be an address of this machine, such as 127.0.0.1.");
        }
        return problems;
    }

    private boolean isAddress() {
        try {
            return !address.isBlank() && InetAddress.getByName(address) != null;
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
