package dev.backfill.store.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.TestStore;
import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.partition.PlannedPartition;
import dev.backfill.store.run.NewRun;
import dev.backfill.store.run.RunScope;
import dev.backfill.store.run.RunStore;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a verified partition makes of its watermark. */
class WatermarkStoreTest {
    private static final String NOW = "2026-11-26";

    private final WatermarkStore watermarks = new WatermarkStore(TestStore.database());
    private int runs;

    @BeforeEach
    void clear() {
        TestStore.clear();
    }

    private static Instant day(String day) {
        return Instant.parse(day + "T00:00:00Z");
    }

    /** Where a range is one of what was changed. */
    private void prove(String from, String to, String begun) {
        prove(from, to, begun, new Basis(null, day(from), null, true));
    }

    /** Where a range is one of a date of the records' own. */
    private void proveByDate(String from, String to, String begun, @Nullable Integer most) {
        prove(from, to, begun, new Basis(null, day(from), most, false));
    }

    private void prove(String from, String to, String begun, Basis basis) {
        end(from, to, begun, basis, RunScope.WHOLE, Map.of(), PartitionState.VERIFIED);
    }

    private void end(
            String from, String to, String begun, Basis basis, RunScope scope, Map<String, List<String>> records, PartitionState state) {
        String id = "run-" + ++runs;
        PartitionStore partitions = new PartitionStore(TestStore.database());
        new RunStore(TestStore.database()).insert(new NewRun(id, "sample", new DateRange(day(from), day(to)), "{}", null, null, null, null, scope));
        TestStore.sql().sql("update backfill_run set started_at = ? where id = ?").params(Timestamp.from(day(begun)), id).update();
        partitions.plan(id, List.of(new PlannedPartition("10", "ABC", "A", null, null)), records, Map.of("10", basis));
        partitions.finish(new PartitionReference(id, "sample", 1, "ABC"), new PartitionResult(state, 1, 1, 0, null, null));
    }

    private void assertComplete(String from, String until) {
        Watermark watermark = watermarks.of("sample").get("10");
        assertThat(watermark.completeFrom()).isEqualTo(day(from));
        assertThat(watermark.completeUntil()).isEqualTo(day(until));
    }

    @Test
    void firstProof_reachesToTheBeginningOfTheRun_andNotBeyondItsRange() {
        prove("2020-01-01", NOW, "2026-11-24");
        assertComplete("2020-01-01", "2026-11-24");
        assertThat(watermarks.of("other")).isEmpty();

        clear();
        prove("2020-01-01", "2021-01-01", "2026-11-24");
        assertComplete("2020-01-01", "2021-01-01");
    }

    @Test
    void rangesThatMeet_addUp() {
        prove("2020-01-01", NOW, "2026-11-20");
        prove("2026-11-17", NOW, "2026-11-24");
        assertComplete("2020-01-01", "2026-11-24");

        // An older period that reaches up to what is proved.
        prove("2015-01-01", "2020-01-01", "2026-11-25");
        assertComplete("2015-01-01", "2026-11-24");
    }

    @Test
    void gap_isNeverBridged() {
        prove("2020-01-01", "2024-01-01", "2026-11-20");
        prove("2026-11-17", NOW, "2026-11-24");
        assertComplete("2026-11-17", "2026-11-24");

        prove("2020-01-01", "2024-01-01", "2026-11-25");
        assertComplete("2026-11-17", "2026-11-24");
    }

    @Test
    void laterEndOfAnEarlierRun_movesNothingBackwards() {
        prove("2020-01-01", NOW, "2026-11-24");
        prove("2020-01-01", NOW, "2026-11-20");
        assertComplete("2020-01-01", "2026-11-24");
    }

    /** A record of before the later range may have been changed between the two runs. */
    @Test
    void rangesByDate_doNotAddUp() {
        proveByDate("2026-01-01", NOW, "2026-11-20", null);
        proveByDate("2026-11-01", NOW, "2026-11-24", null);
        assertComplete("2026-11-01", "2026-11-24");

        proveByDate("2025-01-01", NOW, "2026-11-22", null);
        assertComplete("2026-11-01", "2026-11-24");
        proveByDate("2025-01-01", NOW, "2026-11-25", null);
        assertComplete("2025-01-01", "2026-11-25");
    }

    @Test
    void boundOfTheLatestProof_isKeptWithIt() {
        proveByDate("2026-01-01", NOW, "2026-11-20", 1_000);
        assertThat(watermarks.of("sample").get("10").mostRecords()).isEqualTo(1_000);
        proveByDate("2026-01-01", NOW, "2026-11-19", 50);
        assertThat(watermarks.of("sample").get("10").mostRecords()).isEqualTo(1_000);
        proveByDate("2026-01-01", NOW, "2026-11-21", null);
        assertThat(watermarks.of("sample").get("10").mostRecords()).isNull();
    }

    @Test
    void whatProvesNothing_movesNothing() {
        Basis basis = Basis.full(day("2020-01-01"));
        for (PartitionState state : List.of(PartitionState.DIFFERENT, PartitionState.FAILED, PartitionState.TOO_MANY_DELETIONS, PartitionState.CANCELLED)) {
            end("2020-01-01", NOW, "2026-11-24", basis, RunScope.WHOLE, Map.of(), state);
        }
        end("2020-01-01", NOW, "2026-11-24", basis, RunScope.WHOLE, Map.of("10", List.of("1")), PartitionState.VERIFIED);
        prove("2020-01-01", NOW, "2026-11-24", new Basis(null, null, null, false));
        assertThat(watermarks.of("sample")).isEmpty();

        prove("2020-01-01", NOW, "2026-11-20");
        end("2026-11-01", NOW, "2026-11-24", Basis.full(day("2026-11-01")), RunScope.refetch("run-1", List.of()), Map.of(), PartitionState.VERIFIED);
        assertComplete("2020-01-01", "2026-11-20");
    }

    /** Rows of before it was kept since when they hold. */
    @Test
    void unknownBeginning_isReplaced_byTheNextProof() {
        prove("2020-01-01", NOW, "2026-11-20");
        TestStore.sql().sql("update watermark set complete_from = null").update();
        assertThat(watermarks.of("sample").get("10").completeFrom()).isNull();

        prove("2019-01-01", NOW, "2026-11-19");
        assertThat(watermarks.of("sample").get("10").completeFrom()).isNull();
        prove("2024-01-01", NOW, "2026-11-24");
        assertComplete("2024-01-01", "2026-11-24");
    }
}
