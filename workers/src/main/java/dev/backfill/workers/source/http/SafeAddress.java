package dev.backfill.workers.source.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** Addresses that credentials may be sent to: https, or http on this very machine; none that is link-local, and none with a user in it. */
public final class SafeAddress {
    private SafeAddress() {}

    /**
     * @param setting the variable that it comes from
     * @param example what it should look like
     * @throws IllegalArgumentException if the address is another one; the message does not repeat it
     */
    public static URI require(URI url, String setting, String example) {
        String host = url.getHost();
        if (host == null || url.getUserInfo() != null || url.getQuery() != null || url.getFragment() != null) {
            throw new IllegalArgumentException(setting + " must be an address such as " + example);
        }
        if (!"https".equals(url.getScheme()) && !("http".equals(url.getScheme()) && isLoopback(host))) {
            throw new IllegalArgumentException(setting + " must begin with https://");
        }
        if (isLinkLocal(host)) {
            throw new IllegalArgumentException(setting + " must not be a link-local address");
        }
        return url;
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }

    private static boolean isLinkLocal(String host) {
        try {
            // Names are not resolved here: the vendor may be away while the worker starts.
            return host.matches("[0-9.]+|\\[.*]") && InetAddress.getByName(host).isLinkLocalAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}
