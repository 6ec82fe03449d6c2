package dev.backfill.gateway.http;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A network: all addresses that begin with the same bits. */
record Network(InetAddress first, int bits) {
    /** An address, or a network in the notation of RFC 4632 or RFC 4291; empty if it is neither, or a name. */
    static Optional<Network> parse(String text) {
        String[] parts = text.strip().split("/", -1);
        InetAddress address = address(parts[0]);
        if (address == null || parts.length > 2) {
            return Optional.empty();
        }
        int most = address.getAddress().length * Byte.SIZE;
        if (parts.length == 1) {
            return Optional.of(new Network(address, most));
        }
        return parts[1].matches("\\d{1,3}") && Integer.parseInt(parts[1]) <= most
                ? Optional.of(new Network(address, Integer.parseInt(parts[1])))
                : Optional.empty();
    }

    /** The address that is written here; an IPv4 address written as IPv6 is that IPv4 address. Names are not looked up. */
    static @Nullable InetAddress address(String text) {
        byte[] bytes = text.length() > 64 || text.contains("%") ? null : NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address has 4 or 16 bytes", impossible);
        }
    }

    boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] its = address.getAddress();
        if (mine.length != its.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            if (((mine[bit / 8] ^ its[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
                return false;
            }
        }
        return true;
    }
}
