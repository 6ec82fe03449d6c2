package dev.backfill.store.partition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.TestRun;
import dev.backfill.store.TestStore;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.run.EndedPartitions;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionEndsTest {
    private final PartitionStore partitions = new PartitionStore(TestStore.database());
    private final PartitionEnds ends = new PartitionEnds(TestStore.database());
    private TestRun run;

    @BeforeEach
    void begin() {
        TestStore.clear();
        run = TestRun.underWay("run-1");
    }

    private String stateAndReason() {
        return TestStore.value("select state || ': ' || coalesce(reason, '-') from backfill_partition");
    }

    private void end(PartitionState state) {
        partitions.finish(run.reference(), new PartitionResult(state, 9, 8, 1, null, "because"));
    }

    @Test
    void skipped_byKeyOrOrdinal_andAgain_staysAsFirstRecorded() {
        assertThat(ends.skip(run.id, null, "NONE", "left out")).isZero();
        assertThat(ends.skip(run.id, 2, "BOX", "left out")).isZero();
        assertThat(ends.skip(run.id, null, "BOX", "left out by one")).isEqualTo(1);
        assertThat(ends.skip(run.id, 1, null, "left out by another")).isEqualTo(1);
        end(PartitionState.CANCELLED);

        assertThat(stateAndReason()).isEqualTo("SKIPPED: left out by one");
        assertThat(partitions.list(run.id, 0, 10)).isEmpty();
    }

    @Test
    void endedPartition_cannotBeSkipped() {
        end(PartitionState.VERIFIED);
        assertThat(ends.skip(run.id, 1, null, "left out")).isZero();
        assertThat(stateAndReason()).startsWith("VERIFIED");
    }

    @Test
    void reopenedPartition_keepsWhatIsPulled_andProvesAnew() {
        long records = run.window(WindowKind.RECORDS);
        for (WindowKind kind : List.of(WindowKind.CHANGES, WindowKind.FINAL_CENSUS, WindowKind.REFETCH)) {
            run.window(kind);
        }
        TestStore.sql().sql("update backfill_window set state = 'PULLED', fetched = 5, cursor = 'c', lease = 3, restarts = 2").update();
        run.census(false, "a", "b");
        run.census(true, "a");
        end(PartitionState.DIFFERENT);

        assertThat(ends.reopenFailed(run.id, List.of(1))).as("under way").isEqualTo(new EndedPartitions(0, 0));
        assertThat(partitions.list(run.id, 0, 10)).isEmpty();
        assertThat(ends.reopenFailed(run.id, List.of())).isEqualTo(new EndedPartitions(0, 0));
        assertThat(ends.reopenFailed(run.id, List.of())).as("repeated").isEqualTo(new EndedPartitions(0, 0));

        assertThat(partitions.list(run.id, 0, 10)).hasSize(1);
        assertThat(run.partition().retries()).isEqualTo(1);
        assertThat(TestStore.value("select string_agg(kind, ',' order by kind) from backfill_window where state = 'OPEN' and fetched = 0 and lease = 4 and cursor is null"))
                .isEqualTo("CHANGES,FINAL_CENSUS");
        assertThat(TestStore.count("backfill_window where kind = 'REFETCH'")).isZero();
        assertThat(TestStore.count("backfill_window where state = 'PULLED' and id = " + records)).isEqualTo(1);
        assertThat(TestStore.count("census_record")).isEqualTo(2);
    }

    @Test
    void provedAndSkippedPartitions_stayEnded() {
        end(PartitionState.VERIFIED);
        assertThat(ends.reopenFailed(run.id, List.of())).isEqualTo(new EndedPartitions(1, 8));
        assertThat(stateAndReason()).startsWith("VERIFIED");
    }

    @Test
    void openPartition_endsWithItsRun() {
        ends.closeWithRun(run.id);
        assertThat(stateAndReason()).isEqualTo("CANCELLED: never begun: the run ended before");

        TestStore.clear();
        run = TestRun.underWay("run-2");
        run.leased(WindowKind.CENSUS);
        ends.closeWithRun(run.id);
        assertThat(stateAndReason()).isEqualTo("CANCELLED: the run ended before it did");
    }
}
