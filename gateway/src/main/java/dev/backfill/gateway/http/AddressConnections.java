package dev.backfill.gateway.http;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Closes at once what an address opens beyond its share of the connections. Counted by the socket's address, as nothing else is known
 * before a byte was read; proxies of ours, behind which many are, have all of them. IPv6 is counted by its /64.
 */
@ChannelHandler.Sharable
final class AddressConnections extends ChannelInboundHandlerAdapter {
    private final int most;
    private final ClientAddresses addresses;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    AddressConnections(int most, ClientAddresses addresses) {
        this.most = most;
        this.addresses = addresses;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        String client = client(context);
        if (client != null && open.merge(client, 1, Integer::sum) > most) {
            leave(client);
            context.close();
            return;
        }
        if (client != null) {
            context.channel().closeFuture().addListener(closed -> leave(client));
        }
        context.fireChannelActive();
    }

    private @Nullable String client(ChannelHandlerContext context) {
        return context.channel().remoteAddress() instanceof InetSocketAddress peer && peer.getAddress() != null && !addresses.isTrusted(peer.getAddress())
                ? ClientAddresses.client(peer.getAddress())
                : null;
    }

    private void leave(String client) {
        open.computeIfPresent(client, (same, count) -> count == 1 ? null : count - 1);
    }
}
