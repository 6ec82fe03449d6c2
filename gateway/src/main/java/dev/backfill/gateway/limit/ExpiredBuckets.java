package dev.backfill.gateway.limit;

import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.store.limit.LimitBuckets;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Deletes the buckets of clients that have not been seen for long, from time to time. */
@Component
class ExpiredBuckets {
    private static final Logger log = LoggerFactory.getLogger(ExpiredBuckets.class);
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final LimitBuckets buckets;
    private final BlockingCalls blocking;
    private @Nullable Disposable running;

    ExpiredBuckets(LimitBuckets buckets, BlockingCalls blocking) {
        this.buckets = buckets;
        this.blocking = blocking;
    }

    @PostConstruct
    void begin() {
        running = Flux.interval(EVERY)
                .onBackpressureDrop()
                .concatMap(time -> removeAll())
                .subscribe();
    }

    /** Bite by bite, until there are none: no transaction is long. */
    private Mono<Integer> removeAll() {
        return blocking.call(buckets::removeExpired)
                .repeat()
                .takeUntil(removed -> removed == 0)
                .reduce(0, Integer::sum)
                .doOnError(failure -> log.warn("Expired buckets stay for now: {}", failure.toString()))
                .onErrorReturn(0);
    }

    @PreDestroy
    void end() {
        if (running != null) {
            running.dispose();
        }
    }
}
