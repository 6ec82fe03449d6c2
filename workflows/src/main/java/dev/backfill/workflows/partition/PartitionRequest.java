package dev.backfill.workflows.partition;

import dev.backfill.workflows.plan.PartitionReference;
/**
 * What a partition's workflow starts from; also what it carries over when it continues as new.
 *
 * @param partition the partition
 * @param windowsAtOnce how many windows are pulled side by side, at least 1
 * @param planned whether its windows have been cut
 * @param paused whether it waits for {@code resume}
 */
public record PartitionRequest(PartitionReference partition, int windowsAtOnce, boolean planned, boolean paused) {
    PartitionRequest continued(boolean nowPlanned, boolean nowPaused) {
        return new PartitionRequest(partition, windowsAtOnce, nowPlanned, nowPaused);
    }
}
