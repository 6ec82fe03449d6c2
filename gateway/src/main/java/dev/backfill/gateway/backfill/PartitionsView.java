package dev.backfill.gateway.backfill;

import dev.backfill.store.run.PartitionView;
import dev.backfill.store.verification.VerificationSummary.Named;
import dev.backfill.workflows.verify.PartitionState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The partitions of a run, in the order in which they are pulled. */
record PartitionsView(List<Partition> partitions) {
    /**
     * @param changedSince only what was changed since this instant is pulled; null for everything
     * @param expected what a census counted, the final one all of it; before that what the source hinted at, if it did
     * @param expectedIsEstimate whether that is a hint
     * @param stored records proved to be stored; null until the partition is concluded
     * @param failed records in the dead-letter table
     * @param pending records that the source does not yet have whole: how many, and the ids of the first hundred
     */
    record Partition(
            int ordinal,
            String key,
            String name,
            PartitionState state,
            @Nullable Instant changedSince,
            @Nullable Long expected,
            boolean expectedIsEstimate,
            long fetched,
            @Nullable Long stored,
            long failed,
            Named pending,
            ProgressView.Parts windows,
            @Nullable String reason,
            @Nullable String failureType,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {
        static Partition of(PartitionView row) {
            Long counted = row.finalExpected() == null ? row.expected() : row.finalExpected();
            return new Partition(
                    row.ordinal(),
                    row.key(),
                    row.name(),
                    row.state(),
                    row.changedSince(),
                    counted == null ? row.expectedHint() : counted,
                    counted == null,
                    row.fetched(),
                    row.stored(),
                    row.failed(),
                    row.pending(),
                    new ProgressView.Parts(row.windowsTotal(), row.windowsDone()),
                    row.reason(),
                    row.failureType(),
                    row.startedAt(),
                    row.finishedAt());
        }
    }

    static PartitionsView of(List<PartitionView> rows) {
        return new PartitionsView(rows.stream().map(Partition::of).toList());
    }
}
