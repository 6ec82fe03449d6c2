package dev.backfill.gateway.backfill;

import dev.backfill.gateway.temporal.TemporalFailures;
import dev.backfill.store.partition.PartitionEnds;
import dev.backfill.store.run.Run;
import dev.backfill.store.run.RunStore;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.run.WorkflowEnd;
import dev.backfill.workflows.verify.Verdict;
import io.grpc.StatusRuntimeException;
import io.temporal.api.errordetails.v1.NamespaceNotFoundFailure;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.serviceclient.StatusUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Ends the row of a run whose workflow was ended by hand, and so could not do it itself, for who steers it now; workers do it
 * for all others. Blocks.
 */
@Component
class EndedOutside {
    private static final Logger log = LoggerFactory.getLogger(EndedOutside.class);

    private final RunStore runs;
    private final PartitionEnds partitions;
    private final WorkflowClient temporal;

    EndedOutside(RunStore runs, PartitionEnds partitions, WorkflowClient temporal) {
        this.runs = runs;
        this.partitions = partitions;
        this.temporal = temporal;
    }

    /** Does nothing to a run whose workflow runs, or that another gateway or a worker has ended meanwhile. */
    void record(Run run) {
        WorkflowEnd end = end(run);
        if (end != null && runs.finish(run.id(), end.state(), Verdict.NOT_VERIFIED, end.reason())) {
            partitions.closeWithRun(run.id());
            log.warn("{} was {} and is recorded as {}: {}", run.id(), run.state(), end.state(), end.reason());
        }
    }

    /** How the workflow ended; null if it has not, or if it is not known to have begun. */
    private @Nullable WorkflowEnd end(Run run) {
        try {
            return WorkflowEnd.of(temporal.newUntypedWorkflowStub(run.id()).describe().getStatus());
        } catch (WorkflowNotFoundException absent) {
            // Of a run that is only requested, the start may be on its way, or be repeated under its idempotency key.
            return run.state() == RunState.REQUESTED || isNamespaceAbsent(absent) ? null : WorkflowEnd.DELETED;
        } catch (RuntimeException failure) {
            throw TemporalFailures.translate(failure);
        }
    }

    private static boolean isNamespaceAbsent(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException answer && StatusUtils.hasFailure(answer, NamespaceNotFoundFailure.class)) {
                return true;
            }
        }
        return false;
    }
}
