package dev.backfill.workers.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.backfill.store.run.NewRun;
import dev.backfill.store.run.ProgressStore;
import dev.backfill.store.run.RunScope;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.trouble.Trouble;
import dev.backfill.store.trouble.TroubleStore;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.failure.FailureTranslator;
import dev.backfill.workers.secret.Secrets;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.plan.WindowReference;
import dev.backfill.workflows.pull.PullActivities;
import dev.backfill.workflows.pull.WindowResult;
import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.source.DateRange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the observer of all activities notes, through a real activity's life. */
class TroubleNotesTest {
    private static final WindowReference WINDOW = new WindowReference(7, "jira", WindowKind.CENSUS, "census", null, null);

    private TestActivityEnvironment environment;
    private PullActivities pulls;
    private String runId;
    private Supplier<WindowResult> attempt = () -> new WindowResult(0, 0, 0, 0);

    /** Fails and succeeds as the test says. */
    private final class Pulls implements PullActivities {
        @Override
        public WindowResult pullWindow(WindowReference window) {
            runId = Activity.getExecutionContext().getInfo().getWorkflowId().split("/", 2)[0];
            return new FailureTranslator().translating("window", attempt);
        }
    }

    @BeforeEach
    void begin() {
        TestDatabase.clear();
        ActivityObserver observer = new ActivityObserver(
                new WorkersMetrics(new SimpleMeterRegistry()), new TroubleNotes(new TroubleStore(TestDatabase.pool())));
        environment = TestActivityEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder().setWorkerInterceptors(observer).build())
                .build());
        environment.registerActivitiesImplementations(new Pulls());
        pulls = environment.newActivityStub(PullActivities.class, ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofMinutes(1))
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .build());
        pulls.pullWindow(WINDOW);
        DateRange range = new DateRange(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-02-01T00:00:00Z"));
        new RunStore(TestDatabase.pool()).insert(new NewRun(runId, "jira", range, "{}", null, null, null, null, RunScope.WHOLE, RunMode.FULL));
    }

    @AfterEach
    void end() {
        environment.close();
    }

    private void fail(RuntimeException failure) {
        attempt = () -> {
            throw failure;
        };
        assertThat(catchThrowable(() -> pulls.pullWindow(WINDOW))).isNotNull();
    }

    private Trouble trouble() {
        return new ProgressStore(TestDatabase.pool()).ofRun(runId).trouble();
    }

    @Test
    void everyFailedAttempt_isCounted_fromTheFirst_andGoneWithASuccess() {
        fail(SourceException.of(FailureType.UNAVAILABLE, "Jira answered 502"));
        Trouble first = trouble();
        fail(SourceException.of(FailureType.MALFORMED_ANSWER, "Jira answered with a page"));
        Trouble second = trouble();

        assertThat(first.attempts()).isEqualTo(1);
        assertThat(first.error()).isEqualTo("Jira answered 502");
        assertThat(second).isEqualTo(new Trouble("jira", null, "census", "MALFORMED_ANSWER", "Jira answered with a page",
                first.since(), second.lastAt(), 2, 1));
        assertThat(second.lastAt()).isAfterOrEqualTo(first.lastAt());

        attempt = () -> new WindowResult(1, 1, 0, 0);
        pulls.pullWindow(WINDOW);
        assertThat(trouble()).isNull();
    }

    @Test
    void unexpectedFailure_isNoted_withoutSecrets() {
        Secrets.hold("Tr0ubled-Secret-Token");
        fail(new IllegalStateException("anything"));
        assertThat(trouble().failureType()).isEqualTo("UNEXPECTED");

        fail(SourceException.of(FailureType.UNAVAILABLE, "it says Tr0ubled-Secret-Token"));
        assertThat(TestDatabase.texts("select t::text from trouble t")).singleElement().asString()
                .contains(Secrets.MARK).doesNotContain("Tr0ubled");
    }

    @ParameterizedTest
    @EnumSource(value = FailureType.class, names = {"QUOTA_EXHAUSTED", "CANCELLED"})
    void whatGoesOnByItself_endsTheTrouble(FailureType type) {
        fail(SourceException.of(FailureType.UNAVAILABLE, "Jira answered 502"));
        assertThat(trouble()).isNotNull();

        fail(SourceException.of(type, "until tomorrow"));
        assertThat(trouble()).isNull();
    }

    @Test
    void workOfNoRun_isNotKept() {
        TestDatabase.clear();
        fail(SourceException.of(FailureType.UNAVAILABLE, "Jira answered 502"));

        assertThat(TestDatabase.count("trouble")).isZero();
    }
}
