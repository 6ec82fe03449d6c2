package dev.backfill.workers.verify;

import dev.backfill.store.verification.Difference;
import dev.backfill.store.verification.VerificationSummary.Named;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a partition's comparison comes to.
 *
 * @param expected records that the source lists
 * @param stored of these, how many are stored
 * @param failed records in the dead-letter table
 * @param examples the first differences that remain
 * @param remaining how many remain
 * @param pending what the source does not yet have whole: not expected, and no reason against the proof of the rest
 * @param doubts why the source may hold more than it listed, as its witnesses say
 */
record PartitionVerdict(
        long expected, long stored, long failed, List<Difference> examples, long remaining, Named pending, List<String> doubts) {
    private static final int MOST_NAMED = 10;

    PartitionResult result() {
        boolean verified = remaining == 0 && failed == 0 && stored == expected && doubts.isEmpty();
        PartitionState state = verified ? PartitionState.VERIFIED : PartitionState.DIFFERENT;
        return new PartitionResult(state, expected, stored, failed, null, verified ? pendingReason() : reason());
    }

    PartitionResult stopped(PartitionState state, String reason) {
        return new PartitionResult(state, expected, stored, failed, null, reason);
    }

    private @Nullable String reason() {
        String named = examples.stream()
                .map(difference -> difference.kind().name().toLowerCase(Locale.ROOT) + " " + difference.recordId())
                .collect(Collectors.joining(", "));
        return doubts.stream().map(doubt -> doubt + "; ").collect(Collectors.joining())
                + "%d of %d records stored, %d remain different%s, %d in the dead-letter table"
                        .formatted(stored, expected, remaining, named.isEmpty() ? "" : " (" + named + ")", failed)
                + (pending.count() == 0 ? "" : "; " + pendingReason());
    }

    private @Nullable String pendingReason() {
        if (pending.count() == 0) {
            return null;
        }
        List<String> first = pending.ids().stream().limit(MOST_NAMED).toList();
        String more = pending.count() > first.size() ? " and " + (pending.count() - first.size()) + " more" : "";
        return "%d %s still being processed at the source: %s%s; the next run fetches %s".formatted(
                pending.count(), pending.count() == 1 ? "is" : "are", String.join(", ", first), more, pending.count() == 1 ? "it" : "them");
    }
}
