package dev.backfill.workers.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.plan.PlanPartition;
import dev.backfill.workflows.plan.Drift;
import dev.backfill.workflows.plan.Drift.Kind;
import dev.backfill.workflows.plan.DriftReport;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftCheckTest {
    private static PlanPartition partition(String id, String key, @Nullable Long records, @Nullable String leftOut) {
        return new PlanPartition(id, key, "Name of " + key, records, leftOut, 1, 1);
    }

    private static List<Drift> drifts(PlanPartition planned, PlanPartition now) {
        return DriftCheck.between(List.of(planned), List.of(now));
    }

    @Test
    void sameInAnotherOrder_isNoDrift() {
        PlanPartition one = partition("1", "A", 10L, null);
        PlanPartition other = partition("2", "B", null, "archived");

        assertThat(DriftCheck.between(List.of(one, other), List.of(other, one))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 1100, false",    // 10 % is tolerated
        "1000, 1101, true",
        "1000, 899, true",
        "1000, 900, false",
        "10, 110, false",       // a hundred are tolerated
        "10, 111, true",
        "0, 101, true",
        "100000, 109999, false",
    })
    void records_mayDifferByATenthOrAHundred(long planned, long now, boolean drifted) {
        List<Drift> found = drifts(partition("1", "A", planned, null), partition("1", "A", now, null));

        assertThat(found).isEqualTo(drifted ? List.of(new Drift("A", Kind.RECORDS, "" + planned, "" + now)) : List.of());
    }

    @Test
    void unknownNumbers_areNotCompared() {
        assertThat(drifts(partition("1", "A", null, null), partition("1", "A", 5_000L, null))).isEmpty();
        assertThat(drifts(partition("1", "A", 5_000L, null), partition("1", "A", null, null))).isEmpty();
    }

    @Test
    void appearedVanishedAndRenamed_areNamed() {
        List<Drift> found = DriftCheck.between(
                List.of(partition("1", "A", 1L, null), partition("2", "B", 1L, null)),
                List.of(partition("3", "C", 1L, null), partition("2", "BB", 1L, null)));

        assertThat(found).containsExactly(
                new Drift("A", Kind.VANISHED, "A (Name of A)", null),
                new Drift("B", Kind.RENAMED, "B (Name of B)", "BB (Name of BB)"),
                new Drift("C", Kind.APPEARED, null, "C (Name of C)"));
    }

    @Test
    void whatIsLeftOut_isComparedByThatAlone() {
        PlanPartition pulled = partition("1", "A", 1_000L, null);
        PlanPartition archived = partition("1", "A", 5L, "archived");

        assertThat(drifts(pulled, archived)).containsExactly(new Drift("A", Kind.LEFT_OUT, null, "archived"));
        assertThat(drifts(archived, pulled)).containsExactly(new Drift("A", Kind.RESTORED, "archived", null));
        assertThat(drifts(archived, partition("1", "A", 5_000L, "archived"))).isEmpty();
    }

    @Test
    void longReport_isCutAndSaysHowMuchThereIs() {
        List<PlanPartition> many = IntStream.range(0, 250).mapToObj(id -> partition("" + id, "P" + id, 1L, null)).toList();
        DriftReport report = DriftReport.of(DriftCheck.between(many, List.of()));

        assertThat(report.total()).isEqualTo(250);
        assertThat(report.drifts()).hasSize(DriftReport.MOST);
    }
}
