package dev.backfill.gateway.event;

import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.gateway.security.Caller;
import dev.backfill.gateway.event.RunHub.Attached;
import dev.backfill.gateway.event.RunHub.Next;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The streams that are open. When the gateway stops, they end before it begins to wait for requests under way, and clients connect to
 * another one.
 */
@Component
class EventStreams implements SmartLifecycle {
    private static final Duration LOOKED_AFTER = Duration.ofMillis(50);
    private static final int LOOKS_BEFORE_DISCONNECT = 40;
    private static final int SHORTEST_RETRY_MILLIS = 1_000;
    private static final int LONGEST_RETRY_MILLIS = 5_000;

    private final RunHubs hubs;
    private final BlockingCalls blocking;
    private final StreamSettings settings;
    private final ShutOut shutOut;
    private final Set<Watcher> open = ConcurrentHashMap.newKeySet();
    private volatile Sinks.Empty<Void> stopping = Sinks.empty();
    private volatile boolean running;

    EventStreams(RunHubs hubs, BlockingCalls blocking, StreamSettings settings, ShutOut shutOut) {
        this.hubs = hubs;
        this.blocking = blocking;
        this.settings = settings;
        this.shutOut = shutOut;
    }

    /** Whether there is anything to stream from here; an error if there is no such run, or it never got there. */
    Mono<Boolean> hasMoreAfter(EventId position) {
        return blocking.call(() -> hubs.hasMoreAfter(position));
    }

    /**
     * The events after the position, first those that were, then those that come; ends with the run, at the latest after the longest
     * time that a stream may last, or within seconds after its caller was shut out.
     *
     * @param disconnect closes the connection, whatever is still to be sent on it
     */
    Flux<ServerSentEvent<String>> stream(EventId position, Caller caller, Runnable disconnect) {
        return shutOut.during(caller, noLongerLetIn -> stream(position, noLongerLetIn, disconnect));
    }

    private Flux<ServerSentEvent<String>> stream(EventId position, Mono<Void> noLongerLetIn, Runnable disconnect) {
        return Flux.defer(() -> {
            Watcher watcher = new Watcher(disconnect);
            open.add(watcher);
            Sinks.Empty<Void> over = Sinks.empty();
            Mono<Boolean> closed = Mono.firstWithSignal(
                            stopping.asMono().thenReturn(true),
                            noLongerLetIn.thenReturn(true),
                            Mono.delay(settings.longest()).thenReturn(true),
                            over.asMono().thenReturn(false))
                    .cache();
            Flux<ServerSentEvent<String>> events = messages(watcher, position)
                    .takeUntil(Message::last)
                    .map(Message::content)
                    .doOnTerminate(over::tryEmitEmpty)
                    .takeUntilOther(closed);
            return Flux.concat(
                            Mono.just(greeting()),
                            Flux.merge(events, heartbeats().takeUntilOther(closed)),
                            closed.filter(early -> early).map(early -> farewell()))
                    .doFinally(signal -> {
                        // In this order: who attaches late looks whether it is still open.
                        open.remove(watcher);
                        hubs.detach(position.runId(), watcher);
                        over.tryEmitEmpty();
                    });
        });
    }

    private Flux<Message> messages(Watcher watcher, EventId position) {
        return attach(watcher, position.runId(), position.number())
                .expand(attached -> attached.next() == Next.MORE
                        ? attach(watcher, position.runId(), attached.position())
                        : Mono.empty())
                .concatMap(
                        attached -> attached.next() == Next.LIVE
                                ? Flux.concat(Flux.fromIterable(attached.messages()), watcher.messages())
                                : Flux.fromIterable(attached.messages()),
                        1);
    }

    private Mono<Attached> attach(Watcher watcher, String runId, long position) {
        return blocking.call(() -> {
            Attached attached = hubs.attach(runId, watcher, position);
            if (!open.contains(watcher)) {
                // The client left meanwhile, and nobody would detach it any more.
                hubs.detach(runId, watcher);
            }
            return attached;
        });
    }

    private Flux<ServerSentEvent<String>> heartbeats() {
        return Flux.interval(settings.heartbeat())
                .onBackpressureDrop()
                .map(number -> ServerSentEvent.<String>builder().comment("keep-alive").build());
    }

    private static ServerSentEvent<String> greeting() {
        return ServerSentEvent.<String>builder().comment("events of one backfill").retry(retry()).build();
    }

    private static ServerSentEvent<String> farewell() {
        return ServerSentEvent.<String>builder().comment("connect again").build();
    }

    /** Not the same for all, so that those who are cut off together do not come back together. */
    private static Duration retry() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextInt(SHORTEST_RETRY_MILLIS, LONGEST_RETRY_MILLIS));
    }

    @Override
    public void start() {
        stopping = Sinks.empty();
        running = true;
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    /** Whoever does not take the last word within two seconds is disconnected. */
    @Override
    public void stop(Runnable done) {
        stopping.tryEmitEmpty();
        Flux.interval(LOOKED_AFTER)
                .take(LOOKS_BEFORE_DISCONNECT)
                .takeUntil(look -> open.isEmpty())
                .doFinally(signal -> {
                    open.forEach(Watcher::disconnect);
                    running = false;
                    done.run();
                })
                .subscribe();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
