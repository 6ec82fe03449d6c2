package dev.backfill.workers.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.backfill.store.run.RunStore;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.source.MemorySource;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.verify.PartitionState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Listings that shift, that are bounded over partitions, or whose order proves nothing; and what a source says of a run. */
class PeculiarListingsTest extends MemorySourceRun {
    @Test
    void shiftedListing_isTakenUntilTwoAgree() {
        source.shifts = true;
        List<String> ids = fill("a", 25);
        PartitionReference partition = only();
        worker.pullRecords(partition);
        source.items.remove(ids.get(24));
        int before = source.listed;
        // As the second page is asked for, what was on the first goes, so that one record is passed over.
        source.beforePage = number -> {
            if (number == before + 1) {
                source.items.remove(ids.get(23));
            }
        };
        worker.catchUp(partition);

        assertThat(source.listed - before).as("three listings of three pages").isEqualTo(9);
        assertThat(TestDatabase.texts("select record_id from census_record where final order by record_id")).containsExactlyElementsOf(ids.subList(0, 23));
        assertThat(worker.proofs.compare(partition)).isZero();
        assertThat(worker.verifications.summaryOfRun(partition.runId()).missing().count()).isZero();
    }

    @Test
    void listingThatNeverStandsStill_isTakenOnlySoOften() {
        source.shifts = true;
        source.pageSize = 100;
        fill("a", 5);
        PartitionReference partition = only();
        worker.pullRecords(partition);
        int before = source.listed;
        source.beforePage = number -> source.put("n" + number, "a", at(200 + number));
        worker.catchUp(partition);
        source.beforePage = number -> {};

        assertThat(source.listed - before).isEqualTo(6);
        assertVerified(worker.prove(partition), source.items.size());
    }

    @Test
    void rangeByColumn_overWholeDays_comparesJustThese() {
        source.byHappening = true;
        source.wholeDays = true;
        source.put("before", "a", Instant.parse("2025-12-30T23:59:00Z"));
        source.put("inside", "a", Instant.parse("2026-01-02T00:00:00Z"));
        source.put("later that day", "a", Instant.parse("2026-01-03T23:00:00Z"));
        source.put("after", "a", Instant.parse("2026-01-04T00:00:00Z"));
        worker.pullAndProve(only());
        TestDatabase.sql().sql("delete from backfill_run").update();
        source.items.remove("before");

        DateRange narrow = new DateRange(Instant.parse("2026-01-02T09:00:00Z"), Instant.parse("2026-01-03T17:00:00Z"));
        assertVerified(worker.pullAndProve(worker.begin(source, narrow).getFirst()), 2);
        assertThat(stored()).as("nothing outside was touched").contains("after", "inside", "later that day");
    }

    @Test
    void orderThatProvesNothing_makesNothingSuspect() {
        source.tellsOfChanges = false;
        List<String> ids = fill("a", 10);
        PartitionReference partition = only();
        worker.pullRecords(partition);
        TestDatabase.sql().sql("update memory.item set source_updated_at = source_updated_at - interval '1 day' where id = ?").param(ids.get(9)).update();
        TestDatabase.sql().sql("delete from fetched_record").update();
        worker.catchUp(partition);

        assertThat(worker.proofs.compare(partition)).isZero();
    }

    @Test
    void bound_isExactOverPartitions_newestFirst() {
        for (boolean whole : List.of(false, true)) {
            end();
            begin();
            source.whole = whole;
            source.boxes.addAll(List.of("b", "c"));
            source.most = 17;
            fill("a", 12);
            fill("b", 30);
            fill("c", 5);
            List<PartitionReference> partitions = worker.begin(source, RANGE);
            partitions.forEach(partition -> assertThat(worker.pullAndProve(partition).state()).isEqualTo(PartitionState.VERIFIED));

            assertThat(stored()).hasSize(17).contains("a000", "b029", "b025").doesNotContain("b024", "c004");
            assertThat(view(partitions.get(1)).stored()).isEqualTo(5);
            assertThat(view(partitions.get(2)).stored()).isZero();
            assertThat(source.asked).as("changes of the one that was not cut").isEqualTo(1);
            assertThat(source.listed).isEqualTo(2 * 2 + 2);
            assertThat(TestDatabase.texts("select key from watermark")).containsExactly("a");
        }
    }

    @Test
    void cutPartition_takesNothingThatCameLater_andLeavesAloneWhatIsStoredBeyond() {
        List<String> ids = fill("a", 30);
        worker.pullAndProve(only());
        TestDatabase.sql().sql("delete from backfill_run").update();
        source.most = 8;
        PartitionReference partition = only();
        worker.pullRecords(partition);
        source.put("new", "a", at(500));
        source.items.remove(ids.get(28));
        worker.catchUp(partition);

        assertVerified(worker.prove(partition), 7);
        assertThat(stored()).doesNotContain("new", ids.get(28)).contains(ids.get(0));
    }

    @Test
    void boundThatIsReached_isKeptAfterAKill() {
        source.most = 17;
        source.pageSize = 5;
        fill("a", 40);
        PartitionReference partition = only();
        source.beforePage = number -> {
            if (number == 2) {
                throw new IllegalStateException("killed");
            }
        };
        assertThat(catchThrowable(() -> worker.pull(partition, WindowKind.CENSUS))).isNotNull();
        source.beforePage = number -> {};

        assertVerified(worker.pullAndProve(partition), 17);
    }

    @Test
    void warnings_areOnTheRun_andColumnsAreFilledInSoftly() {
        source.warnings = List.of("keys stay open: BACKFILL_JIRA_URL is not set");
        source.fillInFails = MemorySource.away();
        fill("a", 3);
        PartitionReference partition = only();

        assertThat(new RunStore(TestDatabase.pool()).find(partition.runId()).orElseThrow().warnings()).isEqualTo(source.warnings);
        assertVerified(worker.pullAndProve(partition), 3);
        assertThat(source.filledIn).containsExactly("a");
    }
}
