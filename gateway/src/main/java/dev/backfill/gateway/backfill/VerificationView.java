package dev.backfill.gateway.backfill;

import dev.backfill.store.run.Run;
import dev.backfill.store.verification.VerificationSummary;
import dev.backfill.store.verification.VerificationSummary.Named;
import dev.backfill.workflows.run.RunState;

/** What the comparison of the stored set with the source's came to. The numbers are those of the {@link VerificationSummary}. */
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
        Named pending) {
    public enum Verdict {
        /** Every partition is proved, and every record stored. */
        VERIFIED,
        /** The run went to its end, and something differs or could not be stored. */
        DIFFERENT,
        /** The run was stopped before it could be proved. */
        NOT_VERIFIED
    }

    static VerificationView of(Run run, VerificationSummary summary) {
        return new VerificationView(
                verdict(run),
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
                summary.pending());
    }

    private static Verdict verdict(Run run) {
        if (Boolean.TRUE.equals(run.verified())) {
            return Verdict.VERIFIED;
        }
        return run.state() == RunState.CANCELLED || run.state() == RunState.FAILED ? Verdict.NOT_VERIFIED : Verdict.DIFFERENT;
    }
}
