package dev.backfill.store.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.backfill.store.TestStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class RequestQuotaTest {
    private static final String SOURCE = "sample";
    private static final double NO_BOUND = 100_000;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T21:30:00Z"));

    @BeforeEach
    void begin() {
        TestStore.clear();
        TestStore.sql().sql("delete from request_bucket").update();
    }

    private RequestBudget budget(int perMinute, int perDay) {
        return budget(NO_BOUND, RequestQuota.of(perMinute, perDay, RequestQuota.DAY));
    }

    private RequestBudget budget(double rate, RequestQuota quota) {
        return new RequestBudget(TestStore.database(), SOURCE, rate, quota, new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        });
    }

    /** How many it permits before it asks for a wait of the quota's size. */
    private int permitted(RequestBudget budget) {
        int taken = 0;
        while (true) {
            Duration wait = budget.take();
            if (wait.isZero()) {
                taken++;
            } else if (wait.compareTo(Duration.ofSeconds(5)) > 0) {
                return taken;
            } else {
                // The rate alone: it follows the clock of this test.
                now.updateAndGet(time -> time.plus(wait));
            }
        }
    }

    private void goTo(String instant) {
        now.set(Instant.parse(instant));
        TestStore.sql().sql("update source_budget set blocked_until = now() - interval '1 second'").update();
    }

    @Test
    void aDaysRequests_areShared_andNotOneMore() throws Exception {
        int together = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Callable<Integer>> workers = IntStream.range(0, 3).<Callable<Integer>>mapToObj(number -> () -> permitted(budget(0, 50))).toList();
            for (Future<Integer> permitted : threads.invokeAll(workers)) {
                together += permitted.get();
            }
        }

        assertThat(together).isEqualTo(50);
        assertThat(budget(0, 50).take()).isGreaterThan(Duration.ofHours(2));
    }

    @Test
    void usedUp_saysHowLongUntilMidnight_andBlocksTheOthers() {
        RequestBudget budget = budget(0, 3);
        assertThat(permitted(budget)).isEqualTo(3);

        Duration untilMidnight = Duration.between(now.get(), Instant.parse("2026-11-25T00:00:00Z"));
        assertThat(budget.take()).isBetween(untilMidnight.minusSeconds(20), untilMidnight.plusSeconds(1));
        assertThat(TestStore.value("select blocked_reason from source_budget")).isEqualTo("the quota of 3 requests a day is used up");
        assertThat(TestStore.value("select blocked_until > now() + interval '2 hours' from source_budget")).isEqualTo("true");
        assertThat(TestStore.value("select throttled_in_a_row from source_budget")).isEqualTo("0");
    }

    @Test
    void nextDay_bringsANewQuota_ofTheSameSize() {
        permitted(budget(0, 5));
        goTo("2026-11-25T00:00:01Z");
        assertThat(permitted(budget(0, 5))).isEqualTo(5);

        // Days in which nothing was sent save nothing.
        goTo("2026-11-29T12:00:00Z");
        assertThat(permitted(budget(0, 5))).isEqualTo(5);
    }

    @Test
    void aMinutesRequests_areBounded_withinTheDays() {
        RequestBudget budget = budget(4, 10);
        goTo("2026-11-24T10:00:30Z");
        assertThat(permitted(budget)).isEqualTo(4);
        assertThat(TestStore.value("select blocked_reason from source_budget")).isEqualTo("the quota of 4 requests a minute is used up");

        goTo("2026-11-24T10:01:00Z");
        assertThat(permitted(budget)).isEqualTo(4);
        goTo("2026-11-24T10:02:00Z");
        assertThat(permitted(budget)).isEqualTo(2);
        assertThat(TestStore.value("select blocked_reason from source_budget")).isEqualTo("the quota of 10 requests a day is used up");
    }

    @Test
    void restartsAndRates_giveNothingBack() {
        RequestBudget first = budget(0, 5);
        assertThat(first.take()).isZero();
        first.setRate(50_000);
        assertThat(first.take()).isZero();

        RequestBudget afterRestart = budget(0, 5);
        assertThat(permitted(afterRestart)).isEqualTo(3);
    }

    @Test
    void anotherQuota_keepsWhatIsUsed_andEndsTheWaitForTheOldOne() {
        assertThat(permitted(budget(0, 40))).isEqualTo(40);

        assertThat(permitted(budget(0, 50))).isEqualTo(10);
        assertThat(budget(0, 50).take()).isPositive();
    }

    @Test
    void anotherQuota_doesNotEndAWaitOfTheVendor() {
        budget(0, 40).take();
        budget(0, 40).throttled(Duration.ofHours(1), "429");

        assertThat(budget(0, 50).take()).isGreaterThan(Duration.ofMinutes(50));
    }

    @Test
    void withoutABound_nothingIsCounted() {
        RequestBudget budget = budget(0, 0);
        assertThat(budget.take()).isZero();
        assertThat(budget.quota()).isNull();
        assertThat(TestStore.count("request_bucket where id = 'sample/quota'")).isZero();
    }

    @Test
    void standing_saysWhatIsLeft_withoutTakingIt() {
        RequestBudget budget = budget(0, 5);
        budget.take();

        QuotaStanding standing = budget(0, 5).quota();
        assertThat(standing).isNotNull();
        assertThat(standing.leftToday()).isEqualTo(4);
        assertThat(standing.untilNextDay()).isBetween(Duration.ofMinutes(149), Duration.ofMinutes(150));
        assertThat(standing.blockedFor()).isZero();
        assertThat(budget(0, 5).quota()).isEqualTo(standing);

        permitted(budget);
        assertThat(budget(0, 5).quota()).isNotNull().satisfies(used -> {
            assertThat(used.leftToday()).isZero();
            assertThat(used.blockedFor()).isGreaterThan(Duration.ofHours(2));
        });
    }

    @Test
    void shortDay_refillsWithTheRealClock() {
        RequestQuota quota = RequestQuota.of(0, 2, Duration.ofSeconds(2));
        RequestBudget budget = new RequestBudget(TestStore.database(), SOURCE, NO_BOUND, quota);
        await().atMost(Duration.ofMinutes(1)).until(() -> !budget.take().isZero());
        await().atMost(Duration.ofMinutes(1)).until(() -> budget.take().isZero());
    }

    @Test
    void boundsThatCannotBe_areRefused() {
        assertThatThrownBy(() -> new RequestQuota(0, null, RequestQuota.DAY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RequestQuota.of(1, 1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThat(RequestQuota.of(0, -1, RequestQuota.DAY).isNone()).isTrue();
    }
}
