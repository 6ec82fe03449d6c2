package dev.backfill.gateway.backfill;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.problem.RequestId;
import dev.backfill.gateway.temporal.TemporalFailures;
import dev.backfill.store.audit.AuditLog;
import dev.backfill.store.partition.NamedPartition;
import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.run.Run;
import dev.backfill.workflows.backfill.BackfillWorkflow;
import dev.backfill.workflows.backfill.ParallelismChange;
import dev.backfill.workflows.backfill.PartitionSkip;
import dev.backfill.workflows.backfill.RateChange;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.security.Principal;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Steers runs that are under way, by signals and by Temporal's own cancellation. Blocks. */
@Component
class SteerBackfill {
    /** What can be asked of a run that has not finished. */
    enum Action {
        PAUSE,
        RESUME,
        CANCEL
    }

    /** Who asks, and the id of the request. */
    record By(String principal, String requestId) {
        static By of(Principal caller, ServerWebExchange exchange) {
            return new By(caller.getName(), RequestId.of(exchange));
        }
    }

    private final ReadBackfills backfills;
    private final PartitionStore partitions;
    private final EndedOutside endedOutside;
    private final WorkflowClient temporal;
    private final AuditLog audit;

    SteerBackfill(
            ReadBackfills backfills, PartitionStore partitions, EndedOutside endedOutside, WorkflowClient temporal, AuditLog audit) {
        this.backfills = backfills;
        this.partitions = partitions;
        this.endedOutside = endedOutside;
        this.temporal = temporal;
        this.audit = audit;
    }

    /**
     * Asks for it; the run's state follows when its workflow has heard.
     *
     * @throws ProblemException of status 404 if there is no such run, 409 if it has finished or its workflow is gone, 503 if
     *     Temporal does not answer
     */
    AcceptedView steer(String id, Action action, By by) {
        String what = action.name().toLowerCase(Locale.ROOT);
        return switch (action) {
            case PAUSE -> signal(id, what, by, BackfillWorkflow::pause);
            case RESUME -> signal(id, what, by, BackfillWorkflow::resume);
            case CANCEL -> ask(id, what, by, SteerBackfill::cancel);
        };
    }

    /** Unlike a signal, the cancellation of a workflow that has ended is accepted and does nothing. */
    private static boolean cancel(BackfillWorkflow workflow) {
        WorkflowStub untyped = WorkflowStub.fromTyped(workflow);
        boolean running = untyped.describe().getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
        if (running) {
            untyped.cancel();
        }
        return running;
    }

    /** Changes how a run is pulled; null leaves as it is. Fails as {@link #steer} does. */
    AcceptedView change(String id, @Nullable Double requestsPerSecond, @Nullable Integer parallelism, By by) {
        return signal(id, "change", by, workflow -> {
            if (requestsPerSecond != null) {
                workflow.setRate(new RateChange(requestsPerSecond));
            }
            if (parallelism != null) {
                workflow.setParallelism(new ParallelismChange(parallelism));
            }
        });
    }

    /** Has what failed so far pulled again. Fails as {@link #steer} does. */
    AcceptedView retryFailed(String id, By by) {
        return signal(id, "retry-failed", by, BackfillWorkflow::retryFailed);
    }

    /**
     * Leaves a partition out on record.
     *
     * @param name its key or ordinal
     * @throws ProblemException as {@link #steer} does; of status 404 also if there is no such partition, 409 if it has ended
     */
    AcceptedView skip(String id, String name, By by) {
        Run run = backfills.require(id);
        NamedPartition partition = partitions.find(run.id(), name)
                .orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_PARTITION, "The backfill has no partition of this key or ordinal."));
        requireUnfinished(run);
        if (partition.state().isFinal()) {
            throw new ProblemException(
                    ProblemType.PARTITION_FINISHED, "The partition is " + partition.state() + " and can no longer be left out.");
        }
        return signal(
                id,
                "skip-partition",
                by,
                workflow -> workflow.skipPartition(new PartitionSkip(null, partition.ordinal(), by.principal())));
    }

    private AcceptedView signal(String id, String what, By by, Consumer<BackfillWorkflow> signal) {
        return ask(id, what, by, workflow -> {
            signal.accept(workflow);
            return true;
        });
    }

    /** @param question says whether the workflow was there to be asked */
    private AcceptedView ask(String id, String what, By by, Predicate<BackfillWorkflow> question) {
        Run run = backfills.require(id);
        requireUnfinished(run);
        try {
            if (!question.test(temporal.newWorkflowStub(BackfillWorkflow.class, id))) {
                throw gone(run);
            }
        } catch (WorkflowNotFoundException notRunning) {
            throw gone(run);
        } catch (RuntimeException failure) {
            throw TemporalFailures.translate(failure);
        }
        audit.record(by.principal(), "backfill." + what, run.id(), by.requestId());
        return AcceptedView.of(run.id(), run.source(), run.state());
    }

    /** The run may have finished since its row was read; only if it has not was it ended from outside. */
    private ProblemException gone(Run run) {
        requireUnfinished(backfills.require(run.id()));
        endedOutside.record(run);
        return new ProblemException(
                ProblemType.WORKFLOW_GONE,
                "The backfill was " + run.state() + ", but its workflow no longer runs: it was ended from outside. Start a new one.");
    }

    private static void requireUnfinished(Run run) {
        if (run.state().isFinal()) {
            throw new ProblemException(ProblemType.BACKFILL_FINISHED, "The backfill is " + run.state() + " and can no longer be steered.");
        }
    }
}
