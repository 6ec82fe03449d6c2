package dev.backfill.workers.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.RejectedRecord;
import dev.backfill.workers.BackfillHarness;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.source.InterceptedSource;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.SourceFixture.Call;
import dev.backfill.workers.source.jira.JiraFixture;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.failure.Failures;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.plan.WindowReference;
import dev.backfill.workflows.pull.WindowResult;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A window that is killed, taken over, cancelled or led astray. */
@Timeout(180)
class WindowPullerTest {
    private JiraFixture jira;
    private InterceptedSource source;
    private BackfillHarness worker;
    private PartitionReference partition;

    @BeforeEach
    void begin() {
        begin(300);
    }

    private void begin(int issues) {
        end();
        TestDatabase.clear();
        jira = new JiraFixture(issues, 2);
        source = new InterceptedSource(jira.source());
        worker = new BackfillHarness(TestDatabase.pool(), source, 1_000);
        partition = worker.begin(jira.range(), jira.partition().key());
    }

    @AfterEach
    void end() {
        if (jira != null) {
            worker.close();
            jira.close();
        }
    }

    private WindowReference plannedWindow() {
        worker.pull(partition, WindowKind.CENSUS);
        worker.plans.planWindows(partition);
        return worker.open(partition, WindowKind.RECORDS).getFirst();
    }

    private static void assertFails(FailureType type, ThrowingCallable attempt) {
        Throwable failure = catchThrowable(attempt);
        assertThat(failure).isInstanceOf(ActivityFailure.class);
        assertThat(Failures.typeOf(failure)).as("%s", failure).isEqualTo(type);
        assertThat(((ApplicationFailure) failure.getCause()).isNonRetryable()).isEqualTo(!type.retryable());
    }

    private static List<String> storedIds() {
        return TestDatabase.texts("select id from jira.issue");
    }

    private static String window(WindowReference window, String column) {
        return TestDatabase.texts("select coalesce((" + column + ")::text, 'none') from backfill_window where id = " + window.id()).getFirst();
    }

    @Test
    void window_isPulledToItsEnd_andAnswersAtOnceAfterwards() {
        Set<String> ids = jira.ids(jira.partition());
        WindowReference window = plannedWindow();

        WindowResult result = worker.pulls.pullWindow(window);
        assertThat(result).isEqualTo(new WindowResult(ids.size(), ids.size(), 0, 0));
        assertThat(storedIds()).containsExactlyInAnyOrderElementsOf(ids);

        jira.requests();
        assertThat(worker.pulls.pullWindow(window)).isEqualTo(result);
        assertThat(jira.requests()).isZero();
    }

    @Test
    void killedBetweenFetchAndWrite_goesOnFromTheCursor_withoutCountingTwice() {
        Set<String> ids = jira.ids(jira.partition());
        WindowReference window = plannedWindow();
        InterceptedSource dying = new InterceptedSource(jira.source());
        try (HikariDataSource pool = TestDatabase.open(); BackfillHarness first = new BackfillHarness(pool, dying, 1_000)) {
            dying.afterFetch = page -> {
                if (dying.fetched.size() == 4) {
                    pool.close();
                }
                return page;
            };
            assertFails(FailureType.STORE_UNAVAILABLE, () -> first.pulls.pullWindow(window));
        }
        int stored = storedIds().size();
        assertThat(stored).isLessThan(ids.size()).isEqualTo(Integer.parseInt(window(window, "fetched")));
        assertThat(window(window, "cursor")).isEqualTo(stored == 0 ? "none" : String.valueOf(stored));

        WindowResult result = worker.pulls.pullWindow(window);

        assertThat(result).isEqualTo(new WindowResult(ids.size(), ids.size(), 0, 0));
        assertThat(source.fetched.stream().mapToInt(List::size).sum()).isEqualTo(ids.size() - stored);
        assertThat(storedIds()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void killedAgainAndAgain_everyPageIsStoredOnce() {
        Set<String> ids = jira.ids(jira.partition());
        WindowReference window = plannedWindow();
        AtomicBoolean dies = new AtomicBoolean();
        source.beforeFetch = number -> {
            if (number % 3 == 2 && dies.compareAndSet(false, true)) {
                throw SourceException.of(FailureType.UNAVAILABLE, "killed");
            }
        };
        int attempts = 0;
        while (window(window, "state").equals("OPEN")) {
            attempts++;
            dies.set(false);
            catchThrowable(() -> worker.pulls.pullWindow(window));
            // A killed fetch was not remembered: let the next attempt get past this number.
            source.fetched.add(List.of());
        }

        assertThat(attempts).isGreaterThan(2);
        assertThat(window(window, "fetched || ' ' || stored || ' ' || unchanged")).isEqualTo(ids.size() + " " + ids.size() + " 0");
        assertThat(window(window, "lease")).isEqualTo(String.valueOf(attempts));
        assertThat(storedIds()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void zombie_isRefused_andTheSuccessorsCursorStays() {
        WindowReference window = plannedWindow();
        source.beforeFetch = number -> {
            if (number == 3) {
                // Another worker takes over while this one hangs in a fetch.
                TestDatabase.sql().sql("update backfill_window set lease = lease + 1, cursor = '40' where id = ?").param(window.id()).update();
            }
        };

        assertFails(FailureType.LEASE_LOST, () -> worker.pulls.pullWindow(window));

        assertThat(window(window, "cursor")).isEqualTo("40");
        assertThat(storedIds()).hasSizeLessThanOrEqualTo(60).doesNotContainAnyElementsOf(source.fetched.get(3));
    }

    @Test
    void cancelled_stopsWithinAPage_andKeepsWhatIsStored() throws Exception {
        WindowReference window = plannedWindow();
        CountDownLatch hanging = new CountDownLatch(1);
        source.beforeFetch = number -> {
            if (number == 3) {
                hanging.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            }
        };
        Thread canceller = Thread.ofVirtual().start(() -> {
            try {
                hanging.await();
            } catch (InterruptedException ended) {
                return;
            }
            worker.environment.requestCancelActivity();
        });

        Throwable failure = catchThrowable(() -> worker.pulls.pullWindow(window));
        canceller.join();

        assertThat(Failures.isCancelled(failure) || failure instanceof io.temporal.client.ActivityCanceledException).as("%s", failure).isTrue();
        assertThat(storedIds()).hasSize(60);
        assertThat(window(window, "cursor || ' ' || state")).isEqualTo("60 OPEN");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void expiredCursor_restartsTheWindow_andTheNextAttemptCountsAnew() {
        begin(12_000);
        WindowReference census = worker.open(partition, WindowKind.CENSUS).getFirst();
        jira.fault(Call.CENSUS, "expiredToken", "count", 1);

        assertFails(FailureType.CURSOR_EXPIRED, () -> worker.pulls.pullWindow(census));
        assertThat(TestDatabase.count("census_record")).isZero();
        assertThat(window(census, "restarts || ' ' || coalesce(cursor, 'none')")).isEqualTo("1 none");

        long expected = jira.ids(jira.partition()).size();
        assertThat(worker.pulls.pullWindow(census)).isEqualTo(new WindowResult(expected, expected, 0, 0));
        assertThat(TestDatabase.count("census_record")).isEqualTo(expected);
    }

    @Test
    void cursorThatCircles_isGivenUp_afterAFewFreshStarts() {
        WindowReference census = worker.open(partition, WindowKind.CENSUS).getFirst();
        jira.fault(Call.CENSUS, "sameKeys");

        for (int attempt = 0; attempt < 3; attempt++) {
            assertFails(FailureType.CURSOR_LOOP, () -> worker.pulls.pullWindow(census));
        }
        assertFails(FailureType.CURSOR_BROKEN, () -> worker.pulls.pullWindow(census));

        jira.clearFaults();
        worker.pulls.pullWindow(census);
        assertThat(TestDatabase.count("census_record")).isEqualTo(jira.ids(jira.partition()).size());
    }

    @Test
    void failure_isNotedInTheWindow() {
        WindowReference census = worker.open(partition, WindowKind.CENSUS).getFirst();
        jira.fault(Call.CENSUS, "credentialsRevoked");

        assertFails(FailureType.AUTHENTICATION, () -> worker.pulls.pullWindow(census));
        assertThat(window(census, "last_error")).contains("BACKFILL_JIRA_TOKEN");
    }

    private void rejectOneIn(int every) {
        source.afterFetch = page -> {
            var rejected = page.records().stream().filter(record -> Long.parseLong(record.row().id()) % every == 0).toList();
            var kept = page.records().stream().filter(record -> !rejected.contains(record)).toList();
            return new RecordPage(page.fetchOrder(), page.table(), kept,
                    rejected.stream().map(record -> new RejectedRecord(record.row().id(), "broken", null)).toList(), null);
        };
    }

    @Test
    void tooManyFailures_stopTheRun_andWhatIsStoredStays() {
        WindowReference window = plannedWindow();
        rejectOneIn(4);

        Throwable failure = catchThrowable(() -> worker.pulls.pullWindow(window));

        assertThat(Failures.typeOf(failure)).isEqualTo(FailureType.TOO_MANY_FAILURES);
        assertThat(FailureType.TOO_MANY_FAILURES.retryable()).isFalse();
        assertThat(Failures.messageOf(failure)).contains("15 %").contains("dead-letter");
        assertThat(storedIds()).isNotEmpty();
        assertThat(TestDatabase.count("dead_letter")).isPositive();
    }

    @Test
    void fewFailures_doNotStopTheRun() {
        WindowReference window = plannedWindow();
        rejectOneIn(15);

        WindowResult result = worker.pulls.pullWindow(window);

        assertThat(result.failed()).isPositive().isEqualTo(TestDatabase.count("dead_letter"));
        assertThat(result.stored() + result.failed()).isEqualTo(jira.ids(jira.partition()).size());
    }

    @Test
    void unknownWindow_isAFailure_notALoop() {
        assertThatThrownBy(() -> worker.pulls.pullWindow(new WindowReference(-1, "jira", WindowKind.RECORDS, "none", null, null)))
                .isInstanceOf(ActivityFailure.class);
    }
}
