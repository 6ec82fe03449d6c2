package dev.backfill.gateway.plan;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.temporal.TemporalFailures;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.failure.Failures;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Waits for the answer of a short workflow, as long as a caller over HTTP can be kept waiting. Blocks. */
@Component
class WorkflowAnswers {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Duration patience;

    @Autowired
    WorkflowAnswers() {
        this(PATIENCE);
    }

    WorkflowAnswers(Duration patience) {
        this.patience = patience;
    }

    /** Waits until the workflow has ended, be it well or not, but not for ever. */
    void awaitEnd(WorkflowStub workflow) {
        try {
            workflow.getResult(patience.toMillis(), TimeUnit.MILLISECONDS, Void.class);
        } catch (TimeoutException | WorkflowException notNow) {
            // What became of it is in its row.
        } catch (RuntimeException away) {
            if (!(TemporalFailures.translate(away) instanceof ProblemException)) {
                throw away;
            }
            // Temporal is away since it has accepted the workflow: that goes on by itself.
        }
    }

    /**
     * The workflow's answer.
     *
     * @throws ProblemException of status 409 if the source refuses, 503 if there is no answer in time
     */
    <T> T require(WorkflowStub workflow, Class<T> type) {
        try {
            return workflow.getResult(patience.toMillis(), TimeUnit.MILLISECONDS, type);
        } catch (TimeoutException late) {
            throw unanswered("No worker has answered within " + patience.toSeconds() + " seconds; try again.", late);
        } catch (WorkflowException failed) {
            throw isRefusal(failed)
                    ? new ProblemException(ProblemType.SOURCE_REFUSES, Failures.publicMessageOf(failed), List.of(), failed)
                    : unanswered("There is no answer: " + Failures.publicMessageOf(failed) + ". Try again.", failed);
        } catch (RuntimeException failure) {
            throw TemporalFailures.translate(failure);
        }
    }

    /** A human must mend it first: trying again would not help, as it does once a quota is renewed. */
    private static boolean isRefusal(WorkflowException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApplicationFailure) {
                FailureType type = Failures.typeOf(failed);
                return !type.retryable() && type != FailureType.QUOTA_EXHAUSTED;
            }
        }
        return false;
    }

    private static ProblemException unanswered(String detail, Throwable cause) {
        return new ProblemException(ProblemType.WORKER_UNAVAILABLE, detail, List.of(), cause);
    }
}
