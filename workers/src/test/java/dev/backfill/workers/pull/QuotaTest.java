package dev.backfill.workers.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.backfill.store.budget.RequestQuota;
import dev.backfill.store.plan.NewPlan;
import dev.backfill.store.plan.PlanState;
import dev.backfill.store.plan.PlanStore;
import dev.backfill.workers.BackfillHarness;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.source.InterceptedSource;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.SourceFixture.Call;
import dev.backfill.workers.source.jira.JiraFixture;
import dev.backfill.workflows.failure.Failures;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.plan.WindowReference;
import dev.backfill.workflows.pull.WindowResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker over a simulated Jira that permits no more requests, by its own word or by our quota. */
@Timeout(120)
class QuotaTest {
    private static final Duration LONG_DAY = Duration.ofDays(366);

    private final JiraFixture jira = new JiraFixture(300, 2);

    @BeforeEach
    void begin() {
        TestDatabase.clear();
    }

    @AfterEach
    void end() {
        jira.close();
    }

    private static BackfillHarness worker(Source source) {
        return new BackfillHarness(TestDatabase.pool(), source, 1_000);
    }

    private static Instant assertExhausted(ThrowingCallable attempt) {
        Optional<Instant> until = Failures.quotaExhaustedUntil(catchThrowable(attempt));
        assertThat(until).isPresent();
        return until.orElseThrow();
    }

    private static String window(WindowReference window, String column) {
        return TestDatabase.texts("select coalesce((" + column + ")::text, 'none') from backfill_window where id = " + window.id()).getFirst();
    }

    private static WindowReference planned(BackfillHarness worker, PartitionReference partition) {
        worker.pull(partition, WindowKind.CENSUS);
        worker.plans.planWindows(partition);
        return worker.open(partition, WindowKind.RECORDS).getFirst();
    }

    /** As if the next day had begun. */
    private static void nextDay() {
        TestDatabase.sql().sql("delete from request_bucket").update();
        TestDatabase.sql().sql("update source_budget set blocked_until = now()").update();
    }

    @Test
    void vendorsLongWait_givesTheWindowBack_whichLosesNothing_andNobodyAsksMeanwhile() {
        try (BackfillHarness worker = worker(jira.source()); BackfillHarness other = worker(jira.source())) {
            PartitionReference partition = worker.begin(jira.range(), jira.partition().key());
            WindowReference window = planned(worker, partition);
            jira.fault(Call.FETCH, "throttle", "retryAfterSeconds", 3_600, "count", 1);

            Instant until = assertExhausted(() -> worker.pulls.pullWindow(window));
            assertThat(until).isBetween(Instant.now().plusSeconds(3_400), Instant.now().plusSeconds(3_602));
            assertThat(window(window, "restarts")).isEqualTo("0");
            assertThat(window(window, "last_error")).isEqualTo("none");

            jira.requests();
            assertExhausted(() -> other.pulls.pullWindow(window));
            assertExhausted(() -> other.plans.planPartitions(BackfillHarness.RUN));
            assertThat(jira.requests()).isZero();

            nextDay();
            assertThat(other.pulls.pullWindow(window).failed()).isZero();
            assertThat(TestDatabase.count("jira.issue")).isEqualTo(jira.ids(jira.partition()).size());
            assertThat(TestDatabase.count("dead_letter")).isZero();
        }
    }

    @Test
    void smallQuota_pullsAWindowOverManyDays_fromWhereItStands() {
        PartitionReference partition;
        WindowReference window;
        try (BackfillHarness unbounded = worker(jira.source())) {
            partition = unbounded.begin(jira.range(), jira.partition().key());
            window = planned(unbounded, partition);
        }
        Set<String> ids = jira.ids(jira.partition());
        InterceptedSource source = new InterceptedSource(jira.source(RequestQuota.of(0, 8, LONG_DAY)));
        jira.requests();
        int days = 0;
        try (BackfillHarness worker = worker(source)) {
            while (window(window, "state").equals("OPEN")) {
                days++;
                if (catchThrowable(() -> worker.pulls.pullWindow(window)) != null) {
                    assertExhausted(() -> worker.pulls.pullWindow(window));
                    assertThat(jira.requests()).isEqualTo(8);
                    nextDay();
                }
                assertThat(days).isLessThan(50);
            }
            assertThat(worker.pulls.pullWindow(window)).isEqualTo(new WindowResult(ids.size(), ids.size(), 0, 0));
        }
        assertThat(days).isGreaterThan(2);
        assertThat(window(window, "restarts")).isEqualTo("0");
        assertThat(TestDatabase.texts("select id from jira.issue")).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void dryRun_onAUsedUpQuota_saysWhenToAskAgain_andSpendsNothing() {
        PlanStore plans = new PlanStore(TestDatabase.pool());
        try (BackfillHarness worker = worker(jira.source(RequestQuota.of(0, 7, LONG_DAY)))) {
            plans.insert(new NewPlan("plan-1", "jira", jira.range(), "{}", 2, null, null, null));
            jira.requests();
            // Who asks, two lists, whether the archived one can be searched, and three counts: all of the day's quota.
            worker.estimates.estimate("plan-1");
            assertThat(plans.find("plan-1").orElseThrow().totals()).satisfies(totals -> {
                assertThat(totals.requestsPerDay()).isEqualTo(7);
                assertThat(totals.days()).isEqualTo(Math.ceilDiv(totals.requests(), 7));
                assertThat(totals.seconds().p50()).isGreaterThan(LONG_DAY.toSeconds());
            });
            assertThat(jira.requests()).isEqualTo(7);

            plans.insert(new NewPlan("plan-2", "jira", jira.range(), "{}", 2, null, null, null));
            Throwable failure = catchThrowable(() -> worker.estimates.estimate("plan-2"));
            Instant until = Failures.quotaExhaustedUntil(failure).orElseThrow();
            assertThat(Failures.publicMessageOf(failure)).isEqualTo("no more requests may be sent to jira until " + until);
            assertThat(plans.find("plan-2").orElseThrow().state()).isEqualTo(PlanState.PLANNING);
            assertThat(jira.requests()).isZero();
        }
    }
}
