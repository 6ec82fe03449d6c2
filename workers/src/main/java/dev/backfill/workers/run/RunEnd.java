package dev.backfill.workers.run;

import dev.backfill.store.run.PartitionView;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.PartitionState;
import dev.backfill.workflows.verify.Verdict;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a run ends.
 *
 * @param reason what keeps it from being verified, or what the verdict excepts; null if nothing
 */
record RunEnd(RunState state, Verdict verdict, @Nullable String reason) {
    private static final int MOST_NAMED = 10;

    /**
     * Concludes from the partitions.
     *
     * @param selective whether only what was selected is pulled, be it nothing
     */
    static RunEnd of(List<PartitionView> partitions, boolean selective) {
        if (partitions.isEmpty() && !selective) {
            return unproved("the credentials see nothing of the source: look whether they, or the parameters, are the right ones");
        }
        List<PartitionView> open = partitions.stream()
                .filter(partition -> partition.state() != PartitionState.VERIFIED && partition.state() != PartitionState.SKIPPED)
                .toList();
        if (!open.isEmpty()) {
            return unproved(open.size() + " partitions are not verified: " + named(open, partition -> because(partition, partition.state().name())));
        }
        List<PartitionView> excepted = partitions.stream()
                .filter(partition -> partition.state() == PartitionState.SKIPPED || partition.withheld() > 0)
                .toList();
        return excepted.isEmpty()
                ? new RunEnd(RunState.COMPLETED, Verdict.VERIFIED, null)
                : new RunEnd(RunState.COMPLETED, Verdict.VERIFIED_EXCEPT, "except " + named(excepted, RunEnd::exception));
    }

    private static RunEnd unproved(String reason) {
        return new RunEnd(RunState.COMPLETED_WITH_FAILURES, Verdict.NOT_VERIFIED, reason);
    }

    private static String exception(PartitionView partition) {
        return partition.state() == PartitionState.SKIPPED
                ? because(partition, "left out")
                : partition.key() + " (" + partition.withheld() + " withheld by the vendor)";
    }

    private static String because(PartitionView partition, String what) {
        return partition.key() + " (" + what + (partition.reason() == null ? "" : ": " + partition.reason()) + ")";
    }

    private static String named(List<PartitionView> partitions, Function<PartitionView, String> name) {
        String first = partitions.stream().limit(MOST_NAMED).map(name).collect(Collectors.joining("; "));
        return partitions.size() <= MOST_NAMED ? first : first + "; and " + (partitions.size() - MOST_NAMED) + " more";
    }
}
