package dev.backfill.workflows.backfill;

import dev.backfill.workflows.quota.QuotaWait;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run that waits for a quota before it has its plan.
 *
 * @param steer acts upon a pause, a resume, and another rate
 */
record SteeredPlanning(Steering steering, Runnable steer, Runnable shown) implements QuotaWait.Steered {
    @Override
    public boolean isInterrupted() {
        return steering.isRateOrPausePending();
    }

    @Override
    public void heed() {
        steer.run();
        while (steering.isPaused()) {
            Workflow.await(steering::isRateOrPausePending);
            steer.run();
        }
    }

    @Override
    public void show(@Nullable Instant until) {
        shown.run();
    }
}
