package dev.backfill.store.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backfill.store.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is counted is bounded from above by the time that really passed, so that a slow machine fails nothing. */
@Timeout(180)
class RequestBudgetTest {
    private static final String SOURCE = "sample";

    @BeforeEach
    void begin() {
        TestStore.clear();
    }

    private static RequestBudget budget(double rate) {
        return new RequestBudget(TestStore.database(), SOURCE, rate);
    }

    /** Takes as many requests as it gets for about so long. */
    private static int greedy(RequestBudget budget, Duration time) {
        int taken = 0;
        Instant end = Instant.now().plus(time);
        while (Instant.now().isBefore(end)) {
            if (budget.take().isZero()) {
                taken++;
            }
        }
        return taken;
    }

    @Test
    void firstRequest_isPermitted_andWhatIsTooMuch_isToldHowLongToWait() {
        RequestBudget budget = budget(0.5);

        assertThat(budget.take()).isZero();
        assertThat(budget.take()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void rate_isSharedByAllInstances() throws Exception {
        double rate = 20;
        Instant start = Instant.now();
        int taken = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Callable<Integer>> workers = IntStream.range(0, 3)
                    .<Callable<Integer>>mapToObj(number -> () -> greedy(budget(rate), Duration.ofMillis(1_500)))
                    .toList();
            for (Future<Integer> worker : threads.invokeAll(workers)) {
                taken += worker.get();
            }
        }
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1_000.0;

        // The bucket begins with one, and everything after it comes in at the rate.
        assertThat(taken).isGreaterThan(1).isLessThanOrEqualTo(1 + (int) Math.ceil(rate * seconds));
    }

    @Test
    void throttled_blocksEveryInstance_forAsLongAsTheVendorAsked() {
        RequestBudget one = budget(1_000);
        RequestBudget other = budget(1_000);
        assertThat(one.take()).isZero();

        assertThat(one.throttled(Duration.ofSeconds(30), "429")).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(31));

        assertThat(one.take()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(31));
        assertThat(other.take()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(31));
        assertThat(TestStore.value("select blocked_reason from source_budget")).isEqualTo("429");
    }

    @Test
    void throttled_takesBackWhatAnInstanceHasInHand() {
        RequestBudget budget = budget(1_000);
        assertThat(budget.take()).isZero();
        // By the first look the bucket holds many, of which this takes a handful.
        await().atMost(Duration.ofMinutes(1)).until(() -> budget.take().isZero());
        budget.throttled(Duration.ofSeconds(30), "429");

        assertThat(budget.take()).isGreaterThan(Duration.ofSeconds(20));
    }

    @Test
    void otherSources_areNotBlocked() {
        budget(1_000).throttled(Duration.ofSeconds(30), "429");

        assertThat(new RequestBudget(TestStore.database(), "other", 1_000).take()).isZero();
    }

    @Test
    void shorterWait_doesNotEndALongerOne() {
        RequestBudget budget = budget(1_000);
        budget.throttled(Duration.ofSeconds(60), "long");

        assertThat(budget.throttled(Duration.ofMillis(100), "short")).isGreaterThan(Duration.ofSeconds(30));
        assertThat(budget.take()).isGreaterThan(Duration.ofSeconds(30));
    }

    @Test
    void block_ends() {
        RequestBudget budget = budget(1_000);
        budget.throttled(Duration.ofMillis(300), "429");
        assertThat(TestStore.count("source_budget where blocked_until is not null")).isEqualTo(1);

        await().atMost(Duration.ofMinutes(1)).until(() -> budget.take().isZero());
        assertThat(TestStore.value("select blocked_until <= now() from source_budget")).isEqualTo("true");
    }

    /** As if that wait were over. */
    private static void passTheWait() {
        TestStore.sql().sql("update source_budget set blocked_until = now() - interval '1 second'").update();
    }

    @Test
    void withoutAStatedWait_theBackoffGrows_upToItsBound_andStartsSmallAfterAnAnswer() {
        RequestBudget budget = budget(1_000);
        Duration previous = Duration.ZERO;
        for (int time = 1; time <= 5; time++) {
            Duration wait = budget.throttled(null, "429");
            // Twice as long each time, and up to a second of jitter.
            assertThat(wait).isGreaterThan(previous).isBetween(Duration.ofMillis(950L << (time - 1)), Duration.ofMillis((1_000L << (time - 1)) + 1_050));
            previous = wait.minusSeconds(1);
            passTheWait();
        }
        for (int time = 0; time < 10; time++) {
            budget.throttled(null, "429");
            passTheWait();
        }
        assertThat(budget.throttled(null, "429")).isBetween(Duration.ofSeconds(290), Duration.ofSeconds(302));

        passTheWait();
        budget.answered();
        assertThat(budget.throttled(null, "429")).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void throttledSideBySide_countsOnce() {
        RequestBudget one = budget(1_000);
        one.throttled(Duration.ofSeconds(30), "429");
        for (int inFlight = 0; inFlight < 8; inFlight++) {
            one.throttled(null, "429");
        }

        assertThat(TestStore.value("select throttled_in_a_row from source_budget")).isEqualTo("1");
    }

    @Test
    void rate_takesEffectAtOnce_forEveryInstance() {
        RequestBudget slow = budget(0.01);
        RequestBudget other = budget(0.01);
        assertThat(slow.take()).isZero();
        assertThat(other.take()).isGreaterThan(Duration.ofSeconds(10));

        slow.setRate(1_000);
        assertThat(other.take()).isZero();

        other.setRate(0.02);
        assertThat(budget(1_000).take()).isZero();
        assertThat(budget(1_000).take()).isGreaterThan(Duration.ofSeconds(5));
    }

    @Test
    void rate_outlivesTheProcess() {
        budget(5).setRate(0.01);
        RequestBudget afterRestart = budget(1_000);

        assertThat(afterRestart.take()).isZero();
        assertThat(afterRestart.take()).isGreaterThan(Duration.ofSeconds(10));
    }

    @Test
    void throttling_keepsTheRate() {
        RequestBudget budget = budget(5);
        budget.setRate(7);
        budget.throttled(Duration.ofMillis(100), "429");

        assertThat(TestStore.value("select requests_per_second from source_budget")).isEqualTo("7.0");
    }
}
