package dev.backfill.simulator.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Listens on the loopback address, hands each call to a handler on a virtual thread and sends its answer. */
public final class HttpFrontend implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpFrontend.class);
    private static final int SLICES_PER_SECOND = 10;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Scheduler scheduler = Schedulers.fromExecutorService(threads);
    private final Function<HttpCall, Answer> handler;
    private final DisposableServer server;

    /** @param port 0 takes a free one */
    public HttpFrontend(int port, Function<HttpCall, Answer> handler) {
        this.handler = handler;
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                // Long queries travel in the request line.
                .httpRequestDecoder(spec -> spec.maxInitialLineLength(65_536).maxHeaderSize(65_536))
                .handle(this::serve)
                .bindNow(Duration.ofSeconds(10));
    }

    /** The port that is listened on. */
    public int port() {
        return server.port();
    }

    private Publisher<Void> serve(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asByteArray().defaultIfEmpty(new byte[0])
                .map(body -> read(request, body))
                .flatMap(call -> Mono.fromCallable(() -> answer(call)).subscribeOn(scheduler))
                .flatMap(answer -> answer.delay().isZero()
                        ? Mono.just(answer) : Mono.just(answer).delayElement(answer.delay()))
                .flatMap(answer -> send(answer, response));
    }

    private Answer answer(HttpCall call) {
        try {
            return handler.apply(call);
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", call.method(), call.path(), e);
            return Answer.json(500, "{\"errorMessages\":[\"Internal server error\"],\"errors\":{}}".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static HttpCall read(HttpServerRequest request, byte[] body) {
        QueryStringDecoder decoder = new QueryStringDecoder(request.uri());
        Map<String, String> headers = new HashMap<>();
        request.requestHeaders().forEach(header -> headers.putIfAbsent(header.getKey().toLowerCase(), header.getValue()));
        return new HttpCall(request.method().name(), decoder.path(), decoder.parameters(), headers, body);
    }

    private Mono<Void> send(Answer answer, HttpServerResponse response) {
        response.status(answer.status());
        answer.headers().forEach(response::header);
        if (answer.stream().isPresent()) {
            return response.sendByteArray(Flux.from(answer.stream().get()).subscribeOn(scheduler)).then();
        }
        byte[] body = answer.body();
        return switch (answer.delivery()) {
            case Delivery.Whole _ -> response.header("Content-Length", Integer.toString(body.length))
                    .send(Mono.just(Unpooled.wrappedBuffer(body))).then();
            case Delivery.Reset _ -> reset(response);
            case Delivery.HalfBody _ -> half(body, response);
            case Delivery.Slow slow -> response.header("Content-Length", Integer.toString(body.length))
                    .send(slices(body, slow.bytesPerSecond()), _ -> true).then();
        };
    }

    private static Mono<Void> reset(HttpServerResponse response) {
        response.withConnection(connection -> {
            Channel channel = connection.channel();
            // With a linger of zero the kernel sends RST in place of FIN.
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        });
        return Mono.never();
    }

    private static Mono<Void> half(byte[] body, HttpServerResponse response) {
        ByteBuf start = Unpooled.wrappedBuffer(body, 0, body.length / 2);
        // Taken now: once the body is sent, the response has let go of its connection.
        AtomicReference<Channel> channel = new AtomicReference<>();
        response.withConnection(connection -> channel.set(connection.channel()));
        return response.header("Content-Length", Integer.toString(body.length))
                .send(Flux.just(start), _ -> true).then()
                .doFinally(_ -> channel.get().close());
    }

    private static Flux<ByteBuf> slices(byte[] body, int bytesPerSecond) {
        int slice = Math.max(1, bytesPerSecond / SLICES_PER_SECOND);
        int count = (body.length + slice - 1) / slice;
        return Flux.range(0, count)
                .delayElements(Duration.ofMillis(1000L / SLICES_PER_SECOND))
                .map(i -> Unpooled.wrappedBuffer(body, i * slice, Math.min(slice, body.length - i * slice)));
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(3));
        scheduler.dispose();
        threads.shutdownNow();
    }
}
