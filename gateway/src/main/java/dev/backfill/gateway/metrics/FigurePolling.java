package dev.backfill.gateway.metrics;

import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.store.monitoring.FigureStore;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the figures now and then, so that a scrape never waits for PostgreSQL, however many there are. */
@Component
class FigurePolling implements SmartLifecycle {
    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private final FigureStore figures;
    private final BlockingCalls blocking;
    private final GatewayMetrics metrics;
    private volatile @Nullable Disposable polling;

    FigurePolling(FigureStore figures, BlockingCalls blocking, GatewayMetrics metrics) {
        this.figures = figures;
        this.blocking = blocking;
        this.metrics = metrics;
    }

    @Override
    public void start() {
        polling = Flux.interval(Duration.ZERO, INTERVAL)
                .onBackpressureDrop()
                .concatMap(tick -> blocking.call(figures::read).map(Optional::of).onErrorResume(away -> Mono.just(Optional.empty())), 0)
                .subscribe(metrics::show);
    }

    @Override
    public void stop() {
        Disposable stopped = polling;
        if (stopped != null) {
            stopped.dispose();
            polling = null;
        }
    }

    @Override
    public boolean isRunning() {
        return polling != null;
    }
}
