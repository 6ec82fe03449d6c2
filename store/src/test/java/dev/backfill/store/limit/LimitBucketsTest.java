package dev.backfill.store.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataAccessResourceFailureException;

@Timeout(180)
class LimitBucketsTest {
    private static final Quota HOUR = new Quota("hour", 5, Duration.ofHours(1));
    private static final Quota DAY = new Quota("day", 12, Duration.ofDays(1));
    private static final List<Quota> QUOTAS = List.of(HOUR, DAY);

    private final TestClock clock = new TestClock();
    private final LimitBuckets buckets = new LimitBuckets(TestStore.database(), clock);

    @BeforeEach
    void begin() {
        TestStore.sql().sql("truncate limit_bucket").update();
    }

    @Test
    void standing_saysWhatIsLeft_andUntilWhen() {
        assertThat(buckets.take("a", QUOTAS)).isEqualTo(new Standing(true, Duration.ZERO, List.of(
                new Standing.Left(HOUR, 4, Duration.ofHours(1)), new Standing.Left(DAY, 11, Duration.ofDays(1)))));

        clock.pass(Duration.ofMinutes(20));
        assertThat(buckets.take("a", QUOTAS).quotas()).containsExactly(
                new Standing.Left(HOUR, 3, Duration.ofMinutes(40)),
                new Standing.Left(DAY, 10, Duration.ofDays(1).minusMinutes(20)));
        assertThat(buckets.take("b", QUOTAS).quotas().getFirst().requests()).isEqualTo(4);
    }

    @Test
    void eachWindow_permitsExactlyItsQuota_andRetryAfterIsTrue() {
        assertThat(permitted(buckets, 9)).isEqualTo(5);
        clock.pass(Duration.ofMinutes(59));
        Standing refused = buckets.take("a", QUOTAS);
        assertThat(refused.permitted()).isFalse();
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(1));
        assertThat(refused.quotas()).extracting(Standing.Left::requests).containsExactly(0L, 7L);

        clock.pass(refused.retryAfter());
        assertThat(permitted(buckets, 9)).isEqualTo(5);
        clock.pass(Duration.ofHours(1));
        assertThat(permitted(buckets, 9)).as("the day's").isEqualTo(2);
        assertThat(buckets.take("a", QUOTAS).retryAfter()).isEqualTo(Duration.ofHours(22));

        clock.pass(Duration.ofHours(22));
        assertThat(permitted(buckets, 9)).isEqualTo(5);
    }

    private static int permitted(LimitBuckets buckets, int attempts) {
        return (int) IntStream.range(0, attempts).filter(attempt -> buckets.take("a", QUOTAS).permitted()).count();
    }

    @Test
    void givenBack_canBeTakenAgain_butNeverMoreThanTheQuota() {
        assertThat(permitted(buckets, 6)).isEqualTo(5);
        buckets.giveBack("a", QUOTAS);
        assertThat(permitted(buckets, 2)).isEqualTo(1);

        clock.pass(Duration.ofHours(1));
        buckets.giveBack("a", QUOTAS);
        assertThat(permitted(buckets, 9)).isEqualTo(5);
    }

    @Test
    void otherQuotas_takeEffectAtOnce() {
        assertThat(permitted(buckets, 6)).isEqualTo(5);
        assertThat(buckets.take("a", List.of(new Quota("hour", 1, Duration.ofHours(1)))).permitted()).isTrue();
        assertThat(buckets.take("a", List.of(new Quota("hour", 1, Duration.ofHours(1)))).permitted()).isFalse();
    }

    @Test
    void processesSideBySide_permitExactlyTheQuota() throws Exception {
        List<Quota> quotas = List.of(new Quota("hour", 137, Duration.ofHours(1)), new Quota("day", 1_000, Duration.ofDays(1)));
        try (HikariDataSource pool = TestStore.open(4);
                HikariDataSource other = TestStore.open(4);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<LimitBuckets> processes = List.of(new LimitBuckets(pool, clock), new LimitBuckets(other, clock));
            List<Callable<Boolean>> requests = IntStream.range(0, 300)
                    .<Callable<Boolean>>mapToObj(number -> () -> processes.get(number % 2).take("a", quotas).permitted())
                    .toList();
            int permitted = 0;
            for (Future<Boolean> request : threads.invokeAll(requests)) {
                permitted += request.get() ? 1 : 0;
            }
            assertThat(permitted).isEqualTo(137);
        }
    }

    @Test
    void whatIsRefused_hasNothingLeft_whateverIsGivenBackAtTheSameTime() throws Exception {
        List<Quota> one = List.of(new Quota("start", 1, Duration.ofHours(1)));
        try (HikariDataSource pool = TestStore.open(2);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            LimitBuckets crowded = new LimitBuckets(pool, clock);
            List<Callable<Standing>> requests = IntStream.range(0, 400)
                    .<Callable<Standing>>mapToObj(number -> () -> {
                        Standing standing = crowded.take("a", one);
                        if (standing.permitted()) {
                            crowded.giveBack("a", one);
                        }
                        return standing;
                    })
                    .toList();
            for (Future<Standing> request : threads.invokeAll(requests)) {
                Standing standing = request.get();
                if (!standing.permitted()) {
                    assertThat(standing.quotas().getFirst().requests()).isZero();
                }
                assertThat(standing.quotas().getFirst().untilReset()).isPositive();
            }
        }
    }

    @Test
    void expiredRows_areRemoved_andOthersKept() {
        LimitBuckets now = new LimitBuckets(TestStore.database(), Clock.systemUTC());
        now.take("old", QUOTAS);
        assertThat(TestStore.value("select expires_at - extract(epoch from now()) * 1000 between 86400000 and 86470000 from limit_bucket"))
                .isEqualTo("true");
        TestStore.sql().sql("update limit_bucket set expires_at = extract(epoch from now() - interval '1 second') * 1000").update();
        now.take("young", QUOTAS);

        assertThat(now.removeExpired()).isEqualTo(1);
        assertThat(TestStore.value("select id from limit_bucket")).startsWith("young|");
        assertThat(now.take("old", QUOTAS).quotas().getLast().requests()).as("counts anew").isEqualTo(11);
    }

    @Test
    void databaseAway_permitsNothing() {
        HikariDataSource closed = TestStore.open(1);
        closed.close();
        LimitBuckets away = new LimitBuckets(closed, clock);

        assertThatThrownBy(() -> away.take("a", QUOTAS)).isInstanceOf(DataAccessResourceFailureException.class);
        assertThatThrownBy(() -> away.giveBack("a", QUOTAS)).isInstanceOf(DataAccessResourceFailureException.class);
        assertThatThrownBy(away::removeExpired).isInstanceOf(DataAccessResourceFailureException.class);
    }

    private static final class TestClock extends Clock {
        private Instant now = Instant.parse("2026-11-24T10:17:03.123456789Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
