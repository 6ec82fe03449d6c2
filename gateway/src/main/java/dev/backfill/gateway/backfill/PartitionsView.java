package dev.backfill.gateway.backfill;

import dev.backfill.store.page.Withheld;
import dev.backfill.store.run.PartitionPhase;
import dev.backfill.store.run.PartitionView;
import dev.backfill.store.verification.VerificationSummary.Named;
import dev.backfill.store.verification.Witness;
import dev.backfill.workflows.verify.PartitionState;
import dev.backfill.workflows.verify.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
     * @param trouble null unless something of the partition fails, and is tried again and again
     * @param verdict null until the partition has ended
     * @param evidence what each witness of its completeness said, once it is concluded
     * @param withheldCount how many records and parts of records the vendor refuses for good
     * @param withheld the first hundred of them, with the vendor's own words
     */
    record Partition(
            int ordinal,
            String key,
            String name,
            PartitionState state,
            @Nullable PartitionPhase phase,
            @Nullable Instant changedSince,
            @Nullable Long expected,
            boolean expectedIsEstimate,
            long fetched,
            @Nullable Long stored,
            long failed,
            Named pending,
            @Nullable Verdict verdict,
            List<Witness> evidence,
            long withheldCount,
            List<Withheld> withheld,
            ProgressView.Parts windows,
            @Nullable String reason,
            @Nullable String failureType,
            @Nullable TroubleView trouble,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {
        static Partition of(PartitionView row, List<Witness> evidence, List<Withheld> withheld) {
            Long counted = row.finalExpected() == null ? row.expected() : row.finalExpected();
            return new Partition(
                    row.ordinal(),
                    row.key(),
                    row.name(),
                    row.state(),
                    row.phase(),
                    row.changedSince(),
                    counted == null ? row.expectedHint() : counted,
                    counted == null,
                    row.fetched(),
                    row.stored(),
                    row.failed(),
                    row.pending(),
                    grade(row),
                    evidence,
                    row.withheld(),
                    withheld,
                    new ProgressView.Parts(row.windowsTotal(), row.windowsDone()),
                    row.reason(),
                    row.failureType(),
                    TroubleView.of(row.trouble()),
                    row.startedAt(),
                    row.finishedAt());
        }
    }

    private static @Nullable Verdict grade(PartitionView row) {
        if (!row.state().isFinal()) {
            return null;
        }
        if (row.state() != PartitionState.VERIFIED) {
            return Verdict.NOT_VERIFIED;
        }
        return row.withheld() == 0 ? Verdict.VERIFIED : Verdict.VERIFIED_EXCEPT;
    }

    static PartitionsView of(
            List<PartitionView> rows, Map<Integer, List<Witness>> evidence, Map<Integer, List<Withheld>> withheld) {
        return new PartitionsView(rows.stream()
                .map(row -> Partition.of(
                        row,
                        evidence.getOrDefault(row.ordinal(), List.of()),
                        withheld.getOrDefault(row.ordinal(), List.of())))
                .toList());
    }
}
