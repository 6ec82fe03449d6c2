package dev.backfill.workflows.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.backfill.workflows.TaskQueues;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.failure.Failures;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.testquery.FoundRecords;
import dev.backfill.workflows.testquery.TestQuery;
import dev.backfill.workflows.testquery.TestQueryActivities;
import dev.backfill.workflows.testquery.TestQueryWorkflow;
import dev.backfill.workflows.testquery.TestQueryWorkflowImpl;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Time is skipped: half an hour without an answer passes at once. */
@Timeout(180)
class PlanWorkflowTest {
    private static final PlanRequest REQUEST = new PlanRequest("plan-jira-2026-11-24-test", "jira");

    private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance();
    private final List<String> recorded = new CopyOnWriteArrayList<>();
    private volatile @Nullable FailureType failure;
    private volatile int attemptsThatFail = Integer.MAX_VALUE;
    private volatile long recordedAt;

    private class Source implements EstimateActivities, TestQueryActivities {
        private void fail() {
            FailureType type = failure;
            if (type != null && attemptsThatFail-- > 0) {
                throw type.retryable()
                        ? ApplicationFailure.newFailure("ConnectException at 10.0.0.1", type.name())
                        : ApplicationFailure.newNonRetryableFailure("check the token", type.name());
            }
        }

        @Override
        public void estimate(String planId) {
            fail();
            recorded.add("estimated " + planId);
        }

        @Override
        public DriftReport drift(String planId) {
            fail();
            return DriftReport.of(List.of(new Drift("ABC", Drift.Kind.RECORDS, "1", "200")));
        }

        @Override
        public FoundRecords testQuery(TestQuery query) {
            fail();
            return new FoundRecords("q", 1, List.of(new FoundRecords.FoundRecord("1", null, Instant.EPOCH)), query.limit());
        }
    }

    private <T> T workflow(Class<T> type) {
        Worker control = environment.newWorker(TaskQueues.CONTROL);
        control.registerWorkflowImplementationTypes(PlanWorkflowImpl.class, DriftWorkflowImpl.class, TestQueryWorkflowImpl.class);
        control.registerActivitiesImplementations(
                (PlanRecordActivities) (planId, failure, reason) -> {
                    recordedAt = environment.currentTimeMillis();
                    recorded.add(planId + " " + failure + ": " + reason);
                });
        environment.newWorker(TaskQueues.of("jira")).registerActivitiesImplementations(new Source());
        environment.start();
        WorkflowOptions options = WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.CONTROL).build();
        return environment.getWorkflowClient().newWorkflowStub(type, options);
    }

    @AfterEach
    void stop() {
        environment.close();
    }

    @Test
    void estimate_isMade_afterBadWeather() {
        failure = FailureType.UNAVAILABLE;
        attemptsThatFail = 3;
        workflow(PlanWorkflow.class).plan(REQUEST);

        assertThat(recorded).containsExactly("estimated " + REQUEST.planId());
        assertThat(attemptsThatFail).isNegative();
    }

    @Test
    void refusal_isRecordedInItsOwnWords() {
        failure = FailureType.AUTHENTICATION;
        workflow(PlanWorkflow.class).plan(REQUEST);

        assertThat(recorded).containsExactly(REQUEST.planId() + " AUTHENTICATION: check the token");
    }

    /** Nobody waits a day for a plan: it says when to ask again. */
    @Test
    void exhaustedQuota_isRecordedAtOnce() {
        failure = FailureType.QUOTA_EXHAUSTED;
        long begin = environment.currentTimeMillis();
        workflow(PlanWorkflow.class).plan(REQUEST);

        assertThat(recorded).containsExactly(REQUEST.planId() + " QUOTA_EXHAUSTED: check the token");
        // Once the workflow has ended, nothing keeps time from being skipped to the timeouts that it no longer needs.
        assertThat(recordedAt - begin).isLessThan(60_000);
    }

    @Test
    void weatherWithoutEnd_isRecordedByItsTypeAlone() {
        failure = FailureType.UNAVAILABLE;
        workflow(PlanWorkflow.class).plan(REQUEST);

        assertThat(recorded)
                .containsExactly(REQUEST.planId() + " UNAVAILABLE: the source gave no usable answer in time (UNAVAILABLE)");
    }

    @Test
    void drift_isReported() {
        assertThat(workflow(DriftWorkflow.class).drift(REQUEST).drifts())
                .containsExactly(new Drift("ABC", Drift.Kind.RECORDS, "1", "200"));
    }

    @Test
    void driftOfASourceThatRefuses_failsWithItsType() {
        failure = FailureType.PERMISSION;
        Throwable thrown = catchThrowable(() -> workflow(DriftWorkflow.class).drift(REQUEST));

        assertThat(Failures.typeOf(thrown)).isEqualTo(FailureType.PERMISSION);
        assertThat(Failures.publicMessageOf(thrown)).isEqualTo("check the token");
    }

    /** Which is what becomes of an activity that no worker has taken up; the test server does not skip that time. */
    @Test
    void timeoutWithoutAnyAttempt_meansThatNobodyIsThere() {
        TimeoutFailure timeout = new TimeoutFailure("activity timeout", null, TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START);

        assertThat(Failures.publicMessageOf(timeout)).isEqualTo("no worker of the source took it up in time");
    }

    @Test
    void testQuery_givesWhatWasFound() {
        DateRange range = new DateRange(Instant.EPOCH, Instant.parse("2026-11-25T00:00:00Z"));
        FoundRecords found = workflow(TestQueryWorkflow.class).find(new TestQuery("jira", range, 7));

        assertThat(found.records()).containsExactly(new FoundRecords.FoundRecord("1", null, Instant.EPOCH));
        assertThat(found.tookMillis()).isEqualTo(7);
    }
}
