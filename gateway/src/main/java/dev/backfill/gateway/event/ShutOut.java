package dev.backfill.gateway.event;

import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.gateway.security.Caller;
import dev.backfill.gateway.security.KnownCallers;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Tells open streams that their caller is shut out: a key was revoked, a session ended, a role lost, a token expired. Each caller is
 * asked about once, however many streams they have.
 */
@Component
class ShutOut {
    private static final Logger log = LoggerFactory.getLogger(ShutOut.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    /** @param streams how many are open */
    private record Watched(int streams, Sinks.Empty<Void> shutOut) {}

    private final KnownCallers known;
    private final BlockingCalls blocking;
    private final Map<Caller, Watched> watched = new ConcurrentHashMap<>();
    private @Nullable Disposable running;

    ShutOut(KnownCallers known, BlockingCalls blocking) {
        this.known = known;
        this.blocking = blocking;
    }

    /** The stream as long as its caller is let in. */
    <T> Flux<T> during(Caller caller, Function<Mono<Void>, Flux<T>> stream) {
        return Flux.using(() -> begin(caller), stream::apply, ended -> end(caller));
    }

    private Mono<Void> begin(Caller caller) {
        return watched.merge(caller, new Watched(1, Sinks.empty()), (before, one) -> new Watched(before.streams() + 1, before.shutOut()))
                .shutOut()
                .asMono();
    }

    private void end(Caller caller) {
        watched.computeIfPresent(caller, (same, before) -> before.streams() == 1 ? null : new Watched(before.streams() - 1, before.shutOut()));
    }

    @PostConstruct
    void watch() {
        running = Flux.interval(EVERY).onBackpressureDrop().concatMap(time -> askAboutAll()).subscribe();
    }

    private Mono<Void> askAboutAll() {
        return Flux.fromIterable(watched.entrySet()).concatMap(entry -> ask(entry.getKey(), entry.getValue())).then();
    }

    /** While it cannot be told, streams stay as they are: nothing new comes from PostgreSQL either. */
    private Mono<Void> ask(Caller caller, Watched streams) {
        return blocking.call(() -> known.isStillLetIn(caller))
                .doOnNext(letIn -> {
                    if (!letIn) {
                        streams.shutOut().tryEmitEmpty();
                    }
                })
                .doOnError(failure -> log.debug("whether {} is still let in cannot be told", caller.getName(), failure))
                .onErrorComplete()
                .then();
    }

    @PreDestroy
    void stop() {
        if (running != null) {
            running.dispose();
        }
    }
}
