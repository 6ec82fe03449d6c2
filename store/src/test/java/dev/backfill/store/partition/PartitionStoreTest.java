package dev.backfill.store.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.store.TestRun;
import dev.backfill.store.TestStore;
import dev.backfill.store.run.RunStore;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.EmptyResultDataAccessException;

class PartitionStoreTest {
    private static final List<PlannedPartition> PLAN = List.of(
            new PlannedPartition("10", "BUSY", "Busy", 900L, null),
            new PlannedPartition("20", "OLD", "Old", null, "archived: cannot be searched"),
            new PlannedPartition("30", "CALM", "Calm", null, null));

    private final RunStore runs = new RunStore(TestStore.database());
    private final PartitionStore partitions = new PartitionStore(TestStore.database());

    @BeforeEach
    void begin() {
        TestStore.clear();
        runs.insert(TestRun.asked("run-1"));
        runs.recordState("run-1", RunState.RUNNING);
    }

    private static PartitionReference reference(int ordinal, String key) {
        return new PartitionReference("run-1", "sample", ordinal, key);
    }

    private static PartitionResult verified(long stored) {
        return new PartitionResult(PartitionState.VERIFIED, stored, stored, 0, null, null);
    }

    @Test
    void plan_isStoredInItsOrder_eachWithItsCensus() {
        assertThat(partitions.plan("run-1", PLAN)).isEqualTo(3);

        assertThat(partitions.list("run-1", 0, 10)).containsExactly(reference(1, "BUSY"), reference(3, "CALM"));
        assertThat(TestStore.count("backfill_window where kind = '" + WindowKind.CENSUS + "'")).isEqualTo(2);
        StoredPartition busy = partitions.get(reference(1, "BUSY"));
        assertThat(busy.partitionId()).isEqualTo("10");
        assertThat(busy.range()).isEqualTo(TestRun.RANGE);
        assertThat(busy.expected()).isNull();
    }

    @Test
    void leftOutPartition_isSkippedOnRecord_withItsReason() {
        partitions.plan("run-1", PLAN);

        assertThat(TestStore.value("select state || ': ' || reason || ' ' || (finished_at is not null) from backfill_partition where key = 'OLD'"))
                .isEqualTo("SKIPPED: archived: cannot be searched true");
        assertThat(TestStore.count("backfill_window w join backfill_partition p on p.id = w.partition where p.key = 'OLD'")).isZero();
    }

    @Test
    void plan_thatIsStored_staysAsItIs() {
        partitions.plan("run-1", PLAN);
        assertThat(partitions.plan("run-1", List.of(new PlannedPartition("99", "NEW", "New", null, null)))).isEqualTo(3);

        assertThat(TestStore.count("backfill_partition where key = 'NEW'")).isZero();
    }

    @Test
    void plan_ofNothing_hasNoPartitions() {
        assertThat(partitions.plan("run-1", List.of())).isZero();
        assertThat(partitions.list("run-1", 0, 10)).isEmpty();
    }

    @Test
    void plan_thatFailsHalfWay_isNotStored() {
        PlannedPartition twice = PLAN.getFirst();
        assertThatThrownBy(() -> partitions.plan("run-1", List.of(twice, PLAN.get(2), twice)))
                .isInstanceOf(org.springframework.dao.DuplicateKeyException.class);
        assertThat(TestStore.count("backfill_partition")).isZero();
        assertThat(TestStore.count("backfill_window")).isZero();
    }

    @Test
    void plansSideBySide_areOnePlan() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<Integer> plan = () -> partitions.plan("run-1", PLAN);
            List<Future<Integer>> counts = threads.invokeAll(IntStream.range(0, 8).mapToObj(number -> plan).toList());
            for (Future<Integer> count : counts) {
                assertThat(count.get()).isEqualTo(3);
            }
        }
        assertThat(TestStore.count("backfill_partition")).isEqualTo(3);
    }

    @Test
    void plan_ofAnUnknownRun_isRefused() {
        assertThatThrownBy(() -> partitions.plan("nothing", PLAN)).isInstanceOf(EmptyResultDataAccessException.class);
    }

    @Test
    void list_goesOnAfterAnOrdinal() {
        partitions.plan("run-1", PLAN);

        assertThat(partitions.list("run-1", 0, 1)).containsExactly(reference(1, "BUSY"));
        assertThat(partitions.list("run-1", 1, 10)).containsExactly(reference(3, "CALM"));
        assertThat(partitions.list("run-1", 3, 10)).isEmpty();
    }

    @Test
    void finalState_isNeverLeft_andEndedPartitionsAreNotListed() {
        partitions.plan("run-1", PLAN);
        partitions.finish(reference(1, "BUSY"), new PartitionResult(PartitionState.FAILED, 0, 7, 1, "PERMISSION", "ask an admin"));
        partitions.finish(reference(1, "BUSY"), verified(900));

        assertThat(TestStore.value("select state || ' ' || stored || ' ' || failed || ' ' || failure_type || ' ' || reason from backfill_partition where ordinal = 1"))
                .isEqualTo("FAILED 7 1 PERMISSION ask an admin");
        assertThat(partitions.list("run-1", 0, 10)).containsExactly(reference(3, "CALM"));
        assertThat(TestStore.count("watermark")).isZero();
    }

    @Test
    void verifiedPartition_movesItsWatermark_forwardsOnly() {
        partitions.plan("run-1", PLAN);
        TestStore.sql().sql("update backfill_run set started_at = '2025-06-01T00:00:00Z'").update();
        partitions.finish(reference(1, "BUSY"), verified(900));
        String watermark = "select complete_until || ' ' || run_id from watermark where source = 'sample' and partition_id = '10'";
        assertThat(TestStore.value(watermark)).isEqualTo("2025-06-01 00:00:00+00 run-1");

        runs.insert(TestRun.asked("run-0"));
        TestStore.sql().sql("update backfill_run set started_at = '2024-01-01T00:00:00Z' where id = 'run-0'").update();
        partitions.plan("run-0", PLAN);
        partitions.finish(new PartitionReference("run-0", "sample", 1, "BUSY"), verified(900));
        assertThat(TestStore.value(watermark)).startsWith("2025-06-01 00:00:00+00");
    }

    @Test
    void watermark_isNotBeyondTheRange() {
        partitions.plan("run-1", PLAN);
        TestStore.sql().sql("update backfill_run set started_at = '2026-06-01T00:00:00Z'").update();
        partitions.finish(reference(3, "CALM"), verified(1));

        assertThat(TestStore.value("select complete_until from watermark")).startsWith("2026-01-01 00:00:00");
    }

    @Test
    void otherEndings_moveNoWatermark() {
        partitions.plan("run-1", PLAN);
        for (PartitionState state : PartitionState.values()) {
            if (state.isFinal() && state != PartitionState.VERIFIED) {
                TestStore.sql().sql("update backfill_partition set finished_at = null where ordinal = 1").update();
                partitions.finish(reference(1, "BUSY"), new PartitionResult(state, 9, 8, 0, null, "because"));
                assertThat(TestStore.value("select state from backfill_partition where ordinal = 1")).isEqualTo(state.name());
            }
        }
        assertThat(TestStore.count("watermark")).isZero();
    }
}
