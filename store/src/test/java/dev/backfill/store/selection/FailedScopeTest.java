package dev.backfill.store.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.TestRun;
import dev.backfill.store.TestStore;
import dev.backfill.store.failure.FailureFilter;
import dev.backfill.store.failure.FailureStore;
import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.partition.PlannedPartition;
import dev.backfill.store.run.NewRun;
import dev.backfill.store.run.RunScope;
import dev.backfill.store.run.RunScope.Selected;
import dev.backfill.store.run.RunStore;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailedScopeTest {
    private final RunStore runs = new RunStore(TestStore.database());
    private final PartitionStore partitions = new PartitionStore(TestStore.database());
    private final FailedScope failed = new FailedScope(TestStore.database());
    private final FailureStore failures = new FailureStore(TestStore.database());

    @BeforeEach
    void begin() {
        TestStore.clear();
        runs.insert(TestRun.asked("first"));
        partitions.plan("first", List.of(partition("10"), partition("20"), partition("30"), partition("40")));
    }

    private static PlannedPartition partition(String id) {
        return new PlannedPartition(id, "K" + id, "Name", null, null);
    }

    private void end(String run, int ordinal, PartitionState state) {
        partitions.finish(new PartitionReference(run, "sample", ordinal, ""), new PartitionResult(state, 1, 1, 0, null, "because"));
    }

    private void dead(String run, int ordinal, String record) {
        TestStore.sql().sql("insert into dead_letter (run_id, partition, record_id, reason) select run_id, id, ?, 'poison' from backfill_partition where run_id = ? and ordinal = ?")
                .params(record, run, ordinal).update();
    }

    private void retry(String id, String of) {
        runs.insert(new NewRun(id, "sample", TestRun.RANGE, "{}", null, null, null, null, RunScope.retry(of, failed.of(of))));
        runs.recordState(id, dev.backfill.workflows.run.RunState.RUNNING);
    }

    private long unresolved(String run) {
        return failures.list(new FailureFilter(run, null, false, null, 100)).size();
    }

    @Test
    void whatFailed_isWhole_orRecordByRecord() {
        end("first", 1, PartitionState.VERIFIED);
        end("first", 2, PartitionState.DIFFERENT);
        dead("first", 2, "r1");
        TestStore.sql().sql("insert into record_difference (partition, record_id, kind, outcome) select id, 'r2', 'MISSING', 'REMAINS' from backfill_partition where ordinal = 2").update();
        TestStore.sql().sql("insert into record_difference (partition, record_id, kind, outcome) select id, 'r3', 'STALE', 'MENDED' from backfill_partition where ordinal = 2").update();
        end("first", 3, PartitionState.SKIPPED);

        assertThat(failed.of("first")).containsExactly(new Selected("20", "r1"), new Selected("20", "r2"), new Selected("40", null));
    }

    @Test
    void letterWithoutAnId_hasItsPartitionPulledWhole() {
        end("first", 2, PartitionState.DIFFERENT);
        dead("first", 2, "r1");
        dead("first", 2, null);
        assertThat(failed.of("first")).contains(new Selected("20", null)).doesNotContain(new Selected("20", "r1"));
    }

    @Test
    void retriesInTurn_resolveAllThatWasDeadBefore_butNeverWiden() {
        for (int ordinal : List.of(2, 3, 4)) {
            end("first", ordinal, PartitionState.VERIFIED);
        }
        end("first", 1, PartitionState.DIFFERENT);
        dead("first", 1, "r1");
        retry("second", "first");
        partitions.plan("second", List.of(partition("10")), Map.of("10", List.of("r1")));
        dead("second", 1, "r1");
        end("second", 1, PartitionState.FAILED);
        assertThat(failed.of("second")).as("no more than was selected").containsExactly(new Selected("10", "r1"));
        assertThat(failed.of("first")).hasSize(1);

        retry("third", "second");
        partitions.plan("third", List.of(partition("10")), Map.of("10", List.of("r1")));
        end("third", 1, PartitionState.VERIFIED);
        for (String run : List.of("first", "second")) {
            assertThat(failed.of(run)).isEmpty();
            assertThat(unresolved(run)).isZero();
        }
        assertThat(TestStore.count("dead_letter where resolved_at is not null")).isEqualTo(2);
        assertThat(TestStore.count("watermark where run_id = 'third'")).as("watermarks moved by a selection").isZero();
    }

    @Test
    void selectedPartition_hasItsRecordsForACensus() {
        retry("second", "first");
        partitions.plan("second", List.of(partition("10")), Map.of("10", List.of("b", "a", "b")));
        assertThat(TestStore.count("backfill_window w join backfill_partition p on p.id = w.partition where p.run_id = 'second'")).isZero();
        assertThat(TestStore.value("select string_agg(record_id, ',' order by c.ordinal) from census_record c join backfill_partition p on p.id = c.partition where p.run_id = 'second' and not final"))
                .isEqualTo("b,a");
    }
}
