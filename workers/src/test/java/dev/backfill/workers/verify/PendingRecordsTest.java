package dev.backfill.workers.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.verification.VerificationSummary.Named;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.verify.PartitionResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records that the vendor has not finished yet, from the census to the verdict. */
class PendingRecordsTest extends MemorySourceRun {
    @Test
    void pendingRecord_thatIsWholeLaterInTheRun_isStored() {
        List<String> ids = fill("a", 10);
        source.pending.add(ids.get(9));
        PartitionReference partition = only();
        worker.pullRecords(partition);
        assertThat(stored()).hasSize(9);
        assertThat(TestDatabase.texts("select record_id from pending_record")).containsExactly(ids.get(9));
        source.pending.clear();
        worker.catchUp(partition);

        assertVerified(worker.prove(partition), 10);
        assertThat(TestDatabase.count("pending_record")).isZero();
    }

    @Test
    void pendingRecord_atTheEnd_isNamed_notExpected_andHoldsTheWatermark() {
        for (boolean whole : List.of(false, true)) {
            end();
            begin();
            source.whole = whole;
            List<String> ids = fill("a", 10);
            source.pending.add(ids.get(6));
            source.pending.add(ids.get(8));
            PartitionReference partition = only();

            PartitionResult result = worker.pullAndProve(partition);

            assertVerified(result, 8);
            assertThat(result.reason()).isEqualTo("2 are still being processed at the source: a006, a008; the next run fetches them");
            assertThat(stored()).hasSize(8).doesNotContain(ids.get(6), ids.get(8));
            assertThat(source.fetched).as("asked for again").contains(ids.get(6), ids.get(8));
            assertThat(view(partition).pending()).isEqualTo(new Named(2, List.of("a006", "a008")));
            assertThat(worker.verifications.summaryOfRun(partition.runId()).pending()).isEqualTo(new Named(2, List.of("a006", "a008")));
            assertThat(worker.verifications.summaryOfRun(partition.runId()).missing().count()).isZero();
            assertThat(watermark()).isEqualTo(at(6));
            assertThat(worker.proofs.conclude(partition)).isEqualTo(result);
        }
    }

    @Test
    void pendingRecord_ofWhichAnOlderVersionIsStored_isAskedForAgain_andLeftAlone() {
        List<String> ids = fill("a", 4);
        worker.pullAndProve(only());
        TestDatabase.sql().sql("delete from backfill_run").update();
        source.pending.add(ids.get(1));
        PartitionReference partition = only();
        source.fetched.clear();

        assertVerified(worker.pullAndProve(partition), 3);
        assertThat(source.fetched.stream().filter(ids.get(1)::equals)).hasSize(2);
        assertThat(stored()).hasSize(4);
        assertThat(watermark()).as("moves back").isEqualTo(at(1));
    }

    @Test
    void pendingRecord_thatVanishes_isNoLongerPending() {
        List<String> ids = fill("a", 4);
        source.pending.add(ids.get(1));
        PartitionReference partition = only();
        worker.pullRecords(partition);
        worker.catchUp(partition);
        source.items.remove(ids.get(1));

        PartitionResult result = worker.prove(partition);

        assertVerified(result, 3);
        assertThat(result.reason()).isNull();
        assertThat(TestDatabase.count("pending_record")).isZero();
    }
}
