package dev.backfill.gateway.backfill;

import dev.backfill.store.run.Run;
import dev.backfill.store.verification.VerificationSummary;
import dev.backfill.store.verification.VerificationSummary.Named;
import dev.backfill.workflows.verify.Verdict;
import java.util.List;
import java.util.Objects;

/**
 * What the comparison of the stored set with the source's came to. The numbers are those of the {@link VerificationSummary}.
 *
 * @param cannotSee what no request can show of the source, a sentence each: the verdict says nothing of it
 */
public record VerificationView(
        Verdict verdict,
        long expected,
        long stored,
        Named missing,
        Named extra,
        Named stale,
        Named mended,
        Named remaining,
        Named deleted,
        Named moved,
        long failed,
        Named pending,
        Named withheld,
        List<String> cannotSee) {
    static VerificationView of(Run run, VerificationSummary summary) {
        return new VerificationView(
                Objects.requireNonNull(run.verdict()),
                summary.expected(),
                summary.stored(),
                summary.missing(),
                summary.extra(),
                summary.stale(),
                summary.mended(),
                summary.remaining(),
                summary.deleted(),
                summary.moved(),
                summary.failed(),
                summary.pending(),
                summary.withheld(),
                run.cannotSee());
    }
}
