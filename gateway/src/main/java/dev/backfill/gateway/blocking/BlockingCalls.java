package dev.backfill.gateway.blocking;

import dev.backfill.gateway.problem.RequestId;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Runs what blocks, that is PostgreSQL and Temporal, on virtual threads, never on the event loop. */
@Component
public class BlockingCalls {
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("blocking-", 0).factory());

    /**
     * The answer of a blocking call, begun when subscribed to. A caller who leaves does not interrupt it: a start that is under way
     * ends in both PostgreSQL and Temporal, or in neither.
     */
    public <T> Mono<T> call(Supplier<T> call) {
        return Mono.deferContextual(context -> {
            String requestId = context.getOrDefault(RequestId.KEY, "-");
            return Mono.fromFuture(() -> CompletableFuture.supplyAsync(() -> named(requestId, call), threads), true);
        });
    }

    private static <T> T named(String requestId, Supplier<T> call) {
        try (MDC.MDCCloseable ignored = MDC.putCloseable(RequestId.KEY, requestId)) {
            return call.get();
        }
    }

    /** Waits for the calls under way. */
    @PreDestroy
    void close() {
        threads.close();
    }
}
