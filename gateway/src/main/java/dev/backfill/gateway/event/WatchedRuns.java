package dev.backfill.gateway.event;

import dev.backfill.workflows.run.RunState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a stream tells of a run beside its events. */
public interface WatchedRuns {
    /**
     * How far the run is.
     *
     * @param numbers equal to the one before if nothing has changed but the time
     * @param json the member {@code progress} of the run's view
     */
    record Snapshot(Object numbers, String json) {}

    /** Whether a run can have this id, so that nothing else is ever looked up. */
    boolean canExist(String runId);

    /** One query. Blocks. */
    Snapshot progress(String runId, RunState state, @Nullable Instant finishedAt);
}
