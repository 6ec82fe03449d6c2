package dev.backfill.gateway.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BlockingCallsTest {
    private final CountDownLatch open = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private int waitAtTheLatch() {
        int now = running.incrementAndGet();
        most.accumulateAndGet(now, Math::max);
        try {
            open.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        running.decrementAndGet();
        return now;
    }

    @Test
    void boundedNumberRunsAtOnce_othersWaitTheirTurn_andTooManyAreRefused() {
        BlockingCalls calls = new BlockingCalls(3, 5, Duration.ofSeconds(20));
        List<CompletableFuture<Integer>> accepted = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            accepted.add(calls.call(this::waitAtTheLatch).toFuture());
        }
        await().until(() -> running.get() == 3);
        List<CompletableFuture<Integer>> others = new ArrayList<>();
        for (int number = 0; number < 25; number++) {
            others.add(calls.call(this::waitAtTheLatch).toFuture());
        }
        // Those who look at the queue in the same instant may be a few more than it should hold.
        await().until(() -> others.stream().filter(CompletableFuture::isCompletedExceptionally).count() >= 10);
        open.countDown();
        calls.stop();

        assertThat(accepted).allMatch(call -> call.isDone() && !call.isCompletedExceptionally());
        assertThat(others).filteredOn(call -> !call.isCompletedExceptionally()).hasSizeBetween(5, 15);
        assertThat(most).hasValue(3);
    }

    @Test
    void waitThatIsTooLong_isAnAnswer() {
        BlockingCalls calls = new BlockingCalls(1, 5, Duration.ofMillis(50));
        CompletableFuture<Integer> first = calls.call(this::waitAtTheLatch).toFuture();
        await().until(() -> running.get() == 1);

        assertThatThrownBy(() -> calls.call(() -> 1).block())
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.type()).isEqualTo(ProblemType.OVERLOADED));
        open.countDown();
        assertThat(first.join()).isEqualTo(1);
        assertThat(calls.call(() -> 2).block()).isEqualTo(2);
        calls.stop();
    }
}
