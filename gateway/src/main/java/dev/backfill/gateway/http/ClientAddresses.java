package dev.backfill.gateway.http;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * From which address a request comes: that of the connection, unless it is a trusted proxy's. Then what the proxies say, read from the
 * right, as each appends whom it has heard: the first that is no trusted proxy.
 */
@Component
public class ClientAddresses {
    /** Longer chains of our own proxies do not exist. */
    private static final int MOST_HOPS = 100;
    private static final Pattern FORWARDED_FOR =
            Pattern.compile("(?:^|;)\\s*for\\s*=\\s*(?:\"([^\"\\\\]*)\"|([^\\s;\",]+))\\s*(?=;|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern BRACKETED = Pattern.compile("\\[([^]]*)](?::\\d{1,5})?");
    private static final Pattern IPV4_WITH_PORT = Pattern.compile("([0-9.]+):\\d{1,5}");
    /** What one customer of a provider has of IPv6, at the least. */
    private static final int IPV6_BYTES_OF_A_CLIENT = 8;

    private final List<Network> trusted;

    public ClientAddresses(HttpSettings settings) {
        this.trusted = settings.trustedNetworks();
    }

    /** The client's address. */
    public InetAddress of(ServerHttpRequest request) {
        InetSocketAddress peer = request.getRemoteAddress();
        return peer == null || peer.getAddress() == null
                ? InetAddress.getLoopbackAddress()
                : of(peer.getAddress(), request.getHeaders());
    }

    /** By which a client is counted, such as {@code 203.0.113.7} or {@code 2001:db8:1:2::/64}: who has one address of IPv6 has many. */
    public String clientOf(ServerHttpRequest request) {
        return client(of(request));
    }

    static String client(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        try {
            byte[] network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), IPV6_BYTES_OF_A_CLIENT), address.getAddress().length);
            return NetUtil.toAddressString(InetAddress.getByAddress(network)) + "/" + IPV6_BYTES_OF_A_CLIENT * Byte.SIZE;
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    InetAddress of(InetAddress peer, HttpHeaders headers) {
        if (!isTrusted(peer)) {
            return peer;
        }
        List<String> forwardedFor = elements(headers.getOrEmpty("X-Forwarded-For"));
        List<String> forwarded = elements(headers.getOrEmpty("Forwarded")).stream().map(ClientAddresses::forParameter).toList();
        InetAddress byOne = walk(peer, forwardedFor);
        InetAddress byOther = walk(peer, forwarded);
        if (forwardedFor.isEmpty() || forwarded.isEmpty()) {
            return forwarded.isEmpty() ? byOne : byOther;
        }
        // A proxy writes one of them and passes the other on as the client wrote it. Which is which cannot be told.
        return byOne.equals(byOther) ? byOne : peer;
    }

    /** Stops at what is not an address: what stands left of it was said by someone who is not known. */
    private InetAddress walk(InetAddress peer, List<String> hops) {
        InetAddress client = peer;
        for (String hop : hops.subList(Math.max(0, hops.size() - MOST_HOPS), hops.size()).reversed()) {
            InetAddress before = address(hop);
            if (before == null) {
                return client;
            }
            client = before;
            if (!isTrusted(client)) {
                return client;
            }
        }
        return client;
    }

    boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    /** The elements of a list, of all its lines, parted by commas outside of quotes. */
    private static List<String> elements(List<String> lines) {
        List<String> elements = new ArrayList<>();
        for (String line : lines) {
            boolean quoted = false;
            int begin = 0;
            for (int i = 0; i < line.length(); i++) {
                quoted ^= line.charAt(i) == '"';
                if (line.charAt(i) == ',' && !quoted) {
                    elements.add(line.substring(begin, i).strip());
                    begin = i + 1;
                }
            }
            elements.add(line.substring(begin).strip());
        }
        return elements;
    }

    private static String forParameter(String element) {
        Matcher found = FORWARDED_FOR.matcher(element);
        return found.find() ? (found.group(1) == null ? found.group(2) : found.group(1)) : "unknown";
    }

    private static @Nullable InetAddress address(String hop) {
        Matcher bracketed = BRACKETED.matcher(hop);
        if (bracketed.matches()) {
            return Network.address(bracketed.group(1));
        }
        Matcher withPort = IPV4_WITH_PORT.matcher(hop);
        return Network.address(withPort.matches() ? withPort.group(1) : hop);
    }
}
