package dev.backfill.workers.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.verification.Difference.Kind;
import dev.backfill.store.verification.Difference.Outcome;
import dev.backfill.store.verification.Difference;
import dev.backfill.store.verification.VerificationSummary.Named;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionVerdictTest {
    private static final Difference MISSING = new Difference("17", Kind.MISSING, Outcome.REMAINS);

    private static PartitionVerdict verdict(long expected, long stored, long failed, List<Difference> examples, long remaining) {
        return new PartitionVerdict(expected, stored, failed, examples, remaining, new Named(0, List.of()), List.of());
    }

    @Test
    void whatIsPending_isNamed_andProvesNothingWrong() {
        PartitionResult one = new PartitionVerdict(10, 10, 0, List.of(), 0, new Named(1, List.of("a")), List.of()).result();
        PartitionResult many = new PartitionVerdict(10, 10, 0, List.of(), 0, new Named(12, List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l")), List.of()).result();

        assertThat(one.state()).isEqualTo(PartitionState.VERIFIED);
        assertThat(one.reason()).isEqualTo("1 is still being processed at the source: a; the next run fetches it");
        assertThat(many.reason()).contains("12 are still").contains("i, j and 2 more;");
    }

    @Test
    void everythingStored_nothingRemains_isVerified() {
        assertThat(verdict(10, 10, 0, List.of(), 0).result()).isEqualTo(new PartitionResult(PartitionState.VERIFIED, 10, 10, 0, null, null));
        assertThat(verdict(0, 0, 0, List.of(), 0).result().state()).isEqualTo(PartitionState.VERIFIED);
    }

    @Test
    void anyOneOfTheseAlone_isNotVerified() {
        assertThat(verdict(10, 9, 0, List.of(), 0).result().state()).isEqualTo(PartitionState.DIFFERENT);
        assertThat(verdict(10, 11, 0, List.of(), 0).result().state()).isEqualTo(PartitionState.DIFFERENT);
        assertThat(verdict(10, 10, 1, List.of(), 0).result().state()).isEqualTo(PartitionState.DIFFERENT);
        assertThat(verdict(10, 10, 0, List.of(MISSING), 1).result().state()).isEqualTo(PartitionState.DIFFERENT);
        PartitionResult doubted = new PartitionVerdict(10, 10, 0, List.of(), 0, new Named(0, List.of()), List.of("two listings differ")).result();
        assertThat(doubted.state()).isEqualTo(PartitionState.DIFFERENT);
        assertThat(doubted.reason()).isEqualTo("two listings differ; 10 of 10 records stored, 0 remain different, 0 in the dead-letter table");
    }

    @Test
    void reason_namesWhatRemains() {
        PartitionResult result = verdict(10, 8, 3, List.of(MISSING, new Difference("9", Kind.STALE, Outcome.REMAINS)), 2).result();

        assertThat(result.reason()).contains("8 of 10").contains("missing 17").contains("stale 9").contains("2 remain").contains("3 in the dead-letter");
        assertThat(result.failed()).isEqualTo(3);
    }

    @Test
    void stopped_keepsTheNumbers() {
        assertThat(verdict(10, 8, 1, List.of(), 0).stopped(PartitionState.ACCESS_LOST, "hidden"))
                .isEqualTo(new PartitionResult(PartitionState.ACCESS_LOST, 10, 8, 1, null, "hidden"));
    }
}
