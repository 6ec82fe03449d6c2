package dev.backfill.workers.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.backfill.store.run.PartitionView;
import dev.backfill.store.run.ProgressStore;
import dev.backfill.store.run.RunProgress;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.verification.VerificationSummary.Named;
import dev.backfill.workers.BackfillHarness;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.source.MemorySource;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What sources may need that Jira does not, each from the census to the verdict. */
@Timeout(60)
class PeculiarSourcesTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T12:00:00Z");
    private static final DateRange RANGE = new DateRange(Instant.parse("2025-12-31T00:00:00Z"), Instant.parse("2026-06-01T00:00:00Z"));

    private MemorySource source;
    private BackfillHarness worker;

    @BeforeEach
    void begin() {
        TestDatabase.clear();
        source = new MemorySource();
        worker = new BackfillHarness(TestDatabase.pool(), source, 10);
    }

    @AfterEach
    void end() {
        worker.close();
    }

    private static Instant at(int minute) {
        return FIRST.plus(Duration.ofMinutes(minute));
    }

    /** @return ids, oldest first */
    private List<String> fill(String box, int count) {
        List<String> ids = IntStream.range(0, count).mapToObj(number -> "%s%03d".formatted(box, number)).toList();
        for (int number = 0; number < count; number++) {
            source.put(ids.get(number), box, at(number));
        }
        return ids;
    }

    private PartitionReference only() {
        return worker.begin(source, RANGE).getFirst();
    }

    private static List<String> stored() {
        return TestDatabase.texts("select id from memory.item where deleted_at is null order by id");
    }

    private static RunProgress progress(PartitionReference partition) {
        return new ProgressStore(TestDatabase.pool()).ofRun(partition.runId());
    }

    private static PartitionView view(PartitionReference partition) {
        return new ProgressStore(TestDatabase.pool()).partitions(partition.runId()).get(partition.ordinal() - 1);
    }

    private static void assertVerified(PartitionResult result, long records) {
        assertThat(result.state()).as("%s", result).isEqualTo(PartitionState.VERIFIED);
        assertThat(result.expected()).isEqualTo(records);
        assertThat(result.stored()).isEqualTo(records);
    }

    private static Instant watermark() {
        return TestDatabase.sql().sql("select complete_until from watermark").query((row, number) -> row.getTimestamp(1).toInstant()).single();
    }

    @Test
    void recordsOfTheCensus_areStoredWithIt_andNotFetched() {
        source.whole = true;
        List<String> ids = fill("a", 25);
        PartitionReference partition = only();

        PartitionResult result = worker.pullAndProve(partition);

        assertVerified(result, 25);
        assertThat(result.reason()).isNull();
        assertThat(stored()).containsExactlyElementsOf(ids);
        assertThat(source.fetched).isEmpty();
        assertThat(source.located).isEmpty();
        assertThat(source.listed).isEqualTo(6);
        assertThat(TestDatabase.count("backfill_window where kind = 'RECORDS'")).isZero();
        RunProgress progress = progress(partition);
        assertThat(List.of(progress.expected(), progress.fetched(), progress.stored(), progress.unchanged())).containsExactly(25L, 25L, 25L, 0L);
        assertThat(progress.firstPageAt()).isNotNull();
        assertThat(view(partition).fetched()).isEqualTo(25);
    }

    @Test
    void editThatTellsNothing_isBroughtByTheFinalCensus() {
        source.whole = true;
        source.tellsOfChanges = false;
        List<String> ids = fill("a", 12);
        PartitionReference partition = only();
        worker.pullRecords(partition);
        source.edit(ids.getFirst(), "second");
        worker.catchUp(partition);

        assertVerified(worker.prove(partition), 12);
        assertThat(TestDatabase.texts("select id from memory.item where title = 'second'")).containsExactly(ids.getFirst());
        assertThat(progress(partition).stored()).isEqualTo(13);
    }

    @Test
    void rejectedRecordOfACensus_isDead_andFetchedOnceMore() {
        source.whole = true;
        List<String> ids = fill("a", 25);
        source.unreadable.add(ids.get(7));
        PartitionReference partition = only();
        worker.pullRecords(partition);

        assertThat(source.fetched).isEmpty();
        assertThat(TestDatabase.texts("select record_id from dead_letter")).containsExactly(ids.get(7));
        source.unreadable.clear();
        worker.catchUp(partition);
        assertVerified(worker.prove(partition), 25);
        assertThat(TestDatabase.count("dead_letter where resolved_at is null")).isZero();
    }

    @Test
    void tooManyRejectedRecordsOfACensus_stopTheRun() {
        source.whole = true;
        source.pageSize = 100;
        source.unreadable.addAll(fill("a", 40).subList(0, 20));
        PartitionReference partition = only();

        assertThat(catchThrowable(() -> worker.pull(partition, WindowKind.CENSUS)))
                .hasStackTraceContaining("20 of 40 records could not be stored");
    }

    @Test
    void discoveredRecords_arePulled_onceEach_andCounted() {
        List<String> ids = fill("a", 12);
        source.putUnlisted("x1", "a", at(100));
        source.putUnlisted("x2", "a", at(101));
        source.leadsTo.put(ids.get(0), List.of("x1", ids.get(3), "nothing"));
        source.leadsTo.put(ids.get(11), List.of("x1"));
        source.leadsTo.put("x1", List.of("x2"));
        PartitionReference partition = only();

        assertVerified(worker.pullAndProve(partition), 14);
        assertThat(stored()).contains("x1", "x2").hasSize(14);
        assertThat(source.fetched.stream().filter("nothing"::equals)).hasSize(1);
        assertThat(source.fetched.stream().filter(ids.get(3)::equals)).hasSize(1);
        assertThat(view(partition).finalExpected()).isEqualTo(14);
    }

    @Test
    void discoveredRecordOfAnotherPartition_belongsToThatOne_whichDoesNotFetchItAgain() {
        source.boxes.add("b");
        List<String> ids = fill("a", 3);
        fill("b", 2);
        source.leadsTo.put(ids.get(0), List.of("b001"));
        List<PartitionReference> partitions = worker.begin(source, RANGE);

        assertVerified(worker.pullAndProve(partitions.get(0)), 3);
        assertVerified(worker.pullAndProve(partitions.get(1)), 2);
        assertThat(source.fetched.stream().filter("b001"::equals)).hasSize(1);
        assertThat(TestDatabase.texts("select id from memory.item where box_id = 'b' order by id")).containsExactly("b000", "b001");
    }

    @Test
    void recordThatWasFetchedElsewhereBeforeItMoved_isFetchedAgain() {
        source.boxes.add("b");
        List<String> ids = fill("a", 3);
        List<PartitionReference> partitions = worker.begin(source, RANGE);
        worker.pullRecords(partitions.get(0));
        source.put(ids.get(0), "b", at(0));

        assertVerified(worker.pullAndProve(partitions.get(1)), 1);
        assertThat(TestDatabase.texts("select id from memory.item where box_id = 'b'")).containsExactly(ids.get(0));
    }

    @Test
    void recordsDiscoveredByChangesOrByTheRefetch_arePulledToo() {
        List<String> ids = fill("a", 4);
        source.putUnlisted("x1", "a", at(100));
        source.putUnlisted("x2", "a", at(101));
        PartitionReference partition = only();
        worker.pullRecords(partition);
        Instant now = RANGE.to().minusSeconds(1);
        TestDatabase.sql().sql("update backfill_run set started_at = ?").param(java.sql.Timestamp.from(now)).update();
        source.put("new", "a", now);
        source.leadsTo.put("new", List.of("x1"));
        worker.catchUp(partition);
        assertThat(stored()).contains("x1");

        TestDatabase.sql().sql("delete from memory.item where id = ?").param(ids.get(2)).update();
        source.leadsTo.put(ids.get(2), List.of("x2", "nothing"));
        assertVerified(worker.prove(partition), 7);
        assertThat(stored()).contains("x2").hasSize(7);
    }

    @Test
    void extraRecordThatIsHere_joinsTheFinalCensus_alsoWhenTheVerdictIsGivenTwice() {
        List<String> ids = fill("a", 10);
        PartitionReference partition = only();
        worker.pullRecords(partition);
        source.putUnlisted(ids.get(4), "a", at(4));
        worker.catchUp(partition);

        assertVerified(worker.prove(partition), 10);
        assertVerified(worker.proofs.conclude(partition), 10);
        assertThat(worker.verifications.summaryOfRun(partition.runId()).expected()).isEqualTo(10);
    }

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
