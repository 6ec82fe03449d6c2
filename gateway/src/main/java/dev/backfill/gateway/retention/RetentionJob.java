package dev.backfill.gateway.retention;

import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.store.retention.Pruned;
import dev.backfill.store.retention.Retention;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Deletes what is old, once an hour. Every gateway tries to; one of them does. */
@Component
class RetentionJob implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RetentionJob.class);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration EVERY = Duration.ofHours(1);

    private final Retention retention;
    private final RetentionSettings settings;
    private final BlockingCalls blocking;
    private final Disposable.Swap work = Disposables.swap();
    private volatile boolean running;

    RetentionJob(Retention retention, RetentionSettings settings, BlockingCalls blocking) {
        this.retention = retention;
        this.settings = settings;
        this.blocking = blocking;
    }

    private Mono<Pruned> prune() {
        return blocking.call(() -> retention.prune(settings.periods()))
                .doOnNext(pruned -> log.info("pruned: {}", pruned))
                .onErrorResume(failure -> {
                    log.warn("cannot prune: {}", failure.getMessage());
                    return Mono.empty();
                });
    }

    @Override
    public void start() {
        running = true;
        work.update(Flux.interval(FIRST, EVERY).onBackpressureDrop().concatMap(tick -> prune(), 1).subscribe());
    }

    @Override
    public void stop() {
        running = false;
        work.update(Disposables.disposed());
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
