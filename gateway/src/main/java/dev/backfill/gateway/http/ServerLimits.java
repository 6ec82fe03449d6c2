package dev.backfill.gateway.http;

import io.netty.channel.ChannelPipeline;
import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/** Sets what the server bears: connections, sizes of the head of a request, and the time that a request may take to arrive. */
@Component
class ServerLimits implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {
    private static final int LONGEST_REQUEST_LINE = 8 * 1024;
    private static final int LARGEST_HEADERS = 8 * 1024;
    private static final int MOST_REQUESTS_AHEAD = 16;

    private final HttpSettings settings;
    private final JsonMapper json;
    private final AddressConnections connections;

    ServerLimits(HttpSettings settings, ClientAddresses addresses, JsonMapper json) {
        this.settings = settings;
        this.json = json;
        this.connections = new AddressConnections(settings.connectionsPerAddress(), addresses);
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(this::limit);
    }

    private HttpServer limit(HttpServer server) {
        return server.maxConnections(settings.connections())
                .maxPipelineDepth(MOST_REQUESTS_AHEAD)
                .httpRequestDecoder(decoder -> decoder.maxInitialLineLength(LONGEST_REQUEST_LINE).maxHeaderSize(LARGEST_HEADERS))
                .doOnChannelInit((observer, channel, address) -> guard(channel.pipeline()));
    }

    private void guard(ChannelPipeline pipeline) {
        RequestGate gate = new RequestGate(new Refusals(json), Duration.ofSeconds(settings.requestSeconds()));
        pipeline.addFirst("addressConnections", connections);
        pipeline.addBefore(NettyPipeline.HttpCodec, "requestLines", new RequestLines(gate));
        pipeline.addAfter(NettyPipeline.HttpCodec, "requestGate", gate);
    }
}
