package dev.backfill.workflows.partition;

import dev.backfill.workflows.quota.PartitionWait;
import dev.backfill.workflows.quota.QuotaWait;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A partition that waits for a quota: a pause ends the wait, and its run is told. */
record SteeredPartition(String key, WindowPulls pulls, Runnable shown) implements QuotaWait.Steered {
    @Override
    public boolean isInterrupted() {
        return pulls.isPaused();
    }

    @Override
    public void heed() {
        Workflow.await(() -> !pulls.isPaused());
    }

    @Override
    public void show(@Nullable Instant until) {
        shown.run();
        Workflow.getInfo().getParentWorkflowId().ifPresent(run -> tell(run, until));
    }

    private void tell(String run, @Nullable Instant until) {
        try {
            Workflow.newUntypedExternalWorkflowStub(run).signal(PartitionWait.SIGNAL, new PartitionWait(key, until));
        } catch (SignalExternalWorkflowException gone) {
            // It has ended: nobody is left to be told.
        }
    }
}
