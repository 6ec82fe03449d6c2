package dev.backfill.gateway.blocking;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Runs what blocks, that is PostgreSQL and Temporal, on virtual threads, never on the event loop. A bounded number at a time: others
 * wait their turn, in the order in which they came, and too many of them, or too long, are an answer of status 503. When the process
 * ends, the calls under way may finish, also those whose caller has left, while PostgreSQL and Temporal can still be asked: no start ends half-way.
 */
@Component
public class BlockingCalls implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(BlockingCalls.class);
    /** The web server has waited before for those that someone still waits for. */
    private static final Duration LONGEST_WAIT_AT_THE_END = Duration.ofSeconds(5);

    private static final int MOST_AT_ONCE = 128;
    private static final int MOST_WAITING = 2_000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Semaphore turns;
    private final int mostWaiting;
    private final Duration longestWait;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("blocking-", 0).factory());
    private final ContextSnapshotFactory contexts = ContextSnapshotFactory.builder().build();
    private volatile boolean running;

    public BlockingCalls() {
        this(MOST_AT_ONCE, MOST_WAITING, LONGEST_WAIT);
    }

    BlockingCalls(int mostAtOnce, int mostWaiting, Duration longestWait) {
        this.turns = new Semaphore(mostAtOnce, true);
        this.mostWaiting = mostWaiting;
        this.longestWait = longestWait;
    }

    /**
     * The answer of a blocking call, begun when subscribed to. A caller who leaves does not interrupt it: a start that is under way
     * ends in both PostgreSQL and Temporal, or in neither.
     */
    public <T> Mono<T> call(Supplier<T> call) {
        Mono<T> answer = Mono.deferContextual(context -> {
            ContextSnapshot snapshot = contexts.captureFrom(context);
            return Mono.fromFuture(() -> CompletableFuture.supplyAsync(() -> within(snapshot, call), threads), true);
        });
        return answer.onErrorMap(RejectedExecutionException.class, BlockingCalls::shuttingDown);
    }

    private static ProblemException shuttingDown(Throwable rejected) {
        return new ProblemException(
                ProblemType.SHUTTING_DOWN, "This process is about to end; another, or the next, will take the request.", List.of(), rejected);
    }

    /** Runs what does not end by itself, such as listening, until the answer is disposed of: that interrupts it. */
    public Disposable keep(Runnable work) {
        Future<?> kept = threads.submit(work);
        return () -> kept.cancel(true);
    }

    private <T> T within(ContextSnapshot snapshot, Supplier<T> call) {
        try (ContextSnapshot.Scope ignored = snapshot.setThreadLocals()) {
            awaitTurn();
            try {
                return call.get();
            } finally {
                turns.release();
            }
        }
    }

    private void awaitTurn() {
        try {
            if (turns.getQueueLength() < mostWaiting && turns.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(ProblemType.OVERLOADED, "Too much is asked for at the moment; try again.");
    }

    @Override
    public void start() {
        running = true;
    }

    /** Waits for the calls under way, but not for ever: what they wait for may be away. */
    @Override
    public void stop() {
        running = false;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LONGEST_WAIT_AT_THE_END.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("calls to PostgreSQL or Temporal are given up, as the process ends");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Started before the web server, and stopped after it has let its requests finish. */
    @Override
    public int getPhase() {
        return 0;
    }
}
