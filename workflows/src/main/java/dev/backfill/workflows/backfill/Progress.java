package dev.backfill.workflows.backfill;

import dev.backfill.workflows.run.RunState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of the query {@code progress}.
 *
 * @param state the run's state
 * @param partitionsTotal partitions in the plan; 0 while it is made
 * @param partitionsDone partitions that have ended
 * @param partitionsRunning keys of the partitions that are pulled now
 * @param storedRecords records stored by the partitions that have ended
 * @param parallelism partitions pulled side by side
 * @param requestsPerSecond the last rate that was set on this run, if any
 * @param waitingUntil when requests may be sent again; null unless the source's quota is used up, or it asked to wait for long
 */
public record Progress(
        RunState state,
        int partitionsTotal,
        int partitionsDone,
        List<String> partitionsRunning,
        long storedRecords,
        int parallelism,
        @Nullable Double requestsPerSecond,
        @Nullable Instant waitingUntil) {}
