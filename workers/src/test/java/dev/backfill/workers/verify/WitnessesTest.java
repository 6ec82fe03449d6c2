package dev.backfill.workers.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.run.Run;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.verification.Evidence;
import dev.backfill.store.verification.Witness;
import dev.backfill.store.verification.Witness.Kind;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.run.BackfillResult;
import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import dev.backfill.workflows.verify.Verdict;
import dev.backfill.workflows.verify.VerifyActivities;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Listings that are cut off without a sign, counts, and what a vendor withholds: what each does to the verdict. */
class WitnessesTest extends MemorySourceRun {
    private static Witness witness(PartitionReference partition, Kind kind) {
        return new Evidence(TestDatabase.pool()).ofRun(partition.runId()).get(partition.ordinal()).stream()
                .filter(witness -> witness.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static Run run(PartitionReference partition) {
        return new RunStore(TestDatabase.pool()).find(partition.runId()).orElseThrow();
    }

    @Test
    void firstListingCutOff_isMendedByTheLast_andListedOnceMore() {
        fill("a", 40);
        source.cutAfter.put(1, 25);
        PartitionReference partition = only();

        assertVerified(worker.pullAndProve(partition), 40);
        assertThat(stored()).hasSize(40);
        assertThat(source.listed).as("pages of three listings").isEqualTo(3 + 4 + 4);
    }

    @Test
    void lastListingCutOff_isTakenAgain() {
        fill("a", 40);
        source.cutAfter.put(2, 25);
        PartitionReference partition = only();
        worker.pullRecords(partition);
        worker.catchUp(partition);

        assertVerified(worker.prove(partition), 40);
        assertThat(source.listed).as("the last two agree only after one more").isEqualTo(4 + 3 + 4 + 4);
    }

    @Test
    void everyListingCutOffElsewhere_isNotVerified_withTheNumbers() {
        fill("a", 40);
        source.cutAfter.putAll(Map.of(1, 30, 2, 25, 3, 28, 4, 22, 5, 26, 6, 24));
        PartitionResult result = worker.pullAndProve(only());

        assertThat(result.state()).isEqualTo(PartitionState.DIFFERENT);
        assertThat(result.reason()).contains("two listings differ").contains("30 of 30 records stored");
    }

    @Test
    void everyListingCutOffAlike_isNotVerified_ifTheVendorCountsMore() {
        fill("a", 40);
        for (int listing = 1; listing < 10; listing++) {
            source.cutAfter.put(listing, 25);
        }
        source.count = 40L;
        PartitionReference partition = only();
        PartitionResult result = worker.pullAndProve(partition);

        assertThat(result.state()).isEqualTo(PartitionState.DIFFERENT);
        assertThat(result.reason()).contains("the source counts 40 records, the listings have 25");
        assertThat(witness(partition, Kind.COUNT)).isEqualTo(new Witness(Kind.COUNT, 40L, false, null));
        assertThat(witness(partition, Kind.FINAL_LISTING)).isEqualTo(new Witness(Kind.FINAL_LISTING, 25L, true, null));
    }

    @Test
    void listingsThatDiffer_areProvedByACountThatEqualsWhatTheyHaveTogether() {
        fill("a", 40);
        source.cutAfter.putAll(Map.of(2, 25, 3, 28, 4, 22, 5, 26, 6, 24));
        source.count = 40L;

        assertVerified(worker.pullAndProve(only()), 40);
    }

    @Test
    void whatEachWitnessSaid_isOnRecord() {
        fill("a", 12);
        source.count = 12L;
        worker.pullAndProve(only());
        PartitionReference later = worker.begin("slack-2026-11-25-test", RANGE, "{}", RunMode.FULL).getFirst();
        assertVerified(worker.pullAndProve(later), 12);

        assertThat(new Evidence(TestDatabase.pool()).ofRun(later.runId()).get(1)).containsExactly(
                new Witness(Kind.FIRST_LISTING, 12L, true, null),
                new Witness(Kind.FINAL_LISTING, 12L, true, null),
                new Witness(Kind.COUNT, 12L, true, null),
                new Witness(Kind.EARLIER_RUNS, 12L, true, null),
                new Witness(Kind.BY_ID, 0L, true, null));
    }

    @Test
    void whatOneListingLacks_isOnRecordWithThatListing() {
        fill("a", 40);
        source.cutAfter.putAll(Map.of(1, 30, 2, 25, 3, 28, 4, 27, 5, 24));
        PartitionReference partition = only();
        worker.pullAndProve(partition);

        assertThat(witness(partition, Kind.FINAL_LISTING).agrees()).isFalse();
        assertThat(witness(partition, Kind.FINAL_LISTING).remark()).isEqualTo("lacks 3 that are there");
        assertThat(witness(partition, Kind.FIRST_LISTING).records()).isEqualTo(30);
    }

    @Test
    void whatIsPendingOrWithheld_isCountedAlthoughItIsNotExpected() {
        List<String> ids = fill("a", 10);
        source.pending.add(ids.get(1));
        source.withheld.put(ids.get(2), "");
        source.count = 10L;

        assertVerified(worker.pullAndProve(only()), 8);
    }

    @Test
    void whatWentSinceItWasCounted_explainsTheCount() {
        List<String> ids = fill("a", 40);
        source.count = 40L;
        PartitionReference partition = only();
        worker.pullRecords(partition);
        source.items.remove(ids.get(3));
        source.items.remove(ids.get(4));
        worker.catchUp(partition);
        int listed = source.listed;

        assertVerified(worker.prove(partition), 38);
        assertThat(source.listed).as("no further page of a listing").isEqualTo(listed);
    }

    @Test
    void whatWentAfterTheLastListing_isCountedAgain_andAloneNoReasonToDoubt() {
        for (long counted : List.of(10L, 11L)) {
            end();
            begin();
            String late = fill("a", 11).get(3);
            source.ghosts.add(late);
            source.count = 11L;
            PartitionReference partition = only();
            worker.pullRecords(partition);
            worker.catchUp(partition);
            assertThat(worker.proofs.compare(partition)).isEqualTo(1);
            source.items.remove(late);
            source.count = counted;
            worker.pull(partition, WindowKind.REFETCH);

            assertThat(worker.proofs.conclude(partition).state()).isEqualTo(counted == 10 ? PartitionState.VERIFIED : PartitionState.DIFFERENT);
        }
    }

    @Test
    void aCountThatWasWrongOnce_isTakenAgainWithTheListing() {
        fill("a", 10);
        source.count = 15L;
        PartitionReference partition = only();
        worker.pullRecords(partition);
        source.count = 10L;
        worker.catchUp(partition);

        assertVerified(worker.prove(partition), 10);
        assertThat(source.listed).as("the first listing, the last, and one more").isEqualTo(3);
    }

    @Test
    void aCountThatIsLowerThanWhatWasGiven_isNoReasonAgainstIt() {
        fill("a", 40);
        source.count = 31L;
        PartitionReference partition = only();

        assertVerified(worker.pullAndProve(partition), 40);
        assertThat(witness(partition, Kind.COUNT).remark()).isEqualTo("lower than what was given by id");
    }

    @Test
    void incrementalRun_ofWhichTheOnlyListingIsCutOff_listsAgain() {
        fill("a", 40);
        worker.pullAndProve(only());
        source.cutAfter.putAll(Map.of(4, 20));
        PartitionReference partition = worker.begin("slack-2026-11-25-test", RANGE, "{}", RunMode.INCREMENTAL).getFirst();

        assertVerified(worker.pullAndProve(partition), 40);
        assertThat(witness(partition, Kind.FINAL_LISTING).records()).isEqualTo(40);
    }

    @Test
    void incrementalRun_ofWhichEveryListingIsCutOff_isNotVerified() {
        fill("a", 40);
        worker.pullAndProve(only());
        for (int listing = 3; listing < 12; listing++) {
            source.cutAfter.put(listing, 20);
        }
        PartitionReference partition = worker.begin("slack-2026-11-25-test", RANGE, "{}", RunMode.INCREMENTAL).getFirst();
        PartitionResult result = worker.pullAndProve(partition);

        assertThat(result.state()).isEqualTo(PartitionState.DIFFERENT);
        assertThat(result.reason()).contains("20 stored records are there, but in no listing");
        assertThat(stored()).as("nothing was marked").hasSize(40);
    }

    @Test
    void aListingThatSaysItIsIncomplete_isNotVerified_inTheVendorsWords() {
        fill("a", 10);
        source.incomplete = "query_result_limit_reached";
        PartitionResult result = worker.pullAndProve(only());

        assertThat(result.state()).isEqualTo(PartitionState.DIFFERENT);
        assertThat(result.reason()).startsWith("the listing is not whole: query_result_limit_reached; 10 of 10");
    }

    @Test
    void aSuspicionFromTheListingSortedByChange_isNotTakenBackByOneThatIsSortedOtherwise() {
        List<String> ids = fill("a", 40);
        source.cutAfter.put(2, 25);
        PartitionReference partition = only();
        worker.pullRecords(partition);
        String edited = ids.get(35);
        source.edit(edited, "changed behind everybody's back");
        TestDatabase.sql().sql("update memory.item set source_updated_at = source_updated_at - interval '1 day' where id = ?").param(edited).update();
        TestDatabase.sql().sql("delete from fetched_record").update();
        worker.catchUp(partition);

        assertThat(worker.proofs.compare(partition)).isEqualTo(VerifyActivities.LIST_AGAIN);
        worker.pull(partition, WindowKind.FINAL_CENSUS);
        assertVerified(worker.prove(partition), 40);
        assertThat(TestDatabase.texts("select title from memory.item where id = '" + edited + "'")).containsExactly("changed behind everybody's back");
    }

    @Test
    void whatIsListedAndNotGivenById_isNotDeleted() {
        List<String> ids = fill("a", 10);
        source.ghosts.add(ids.get(3));
        PartitionResult result = worker.pullAndProve(only());

        assertThat(result.state()).isEqualTo(PartitionState.DIFFERENT);
        assertThat(result.reason()).contains("9 of 10").contains("missing " + ids.get(3));
    }

    @Test
    void whatTheVendorWithholds_isNamed_andTheRestProved() {
        List<String> ids = fill("a", 10);
        source.withheld.put(ids.get(2), "comments");
        source.withheld.put(ids.get(5), "");
        PartitionReference partition = only();
        assertVerified(worker.pullAndProve(partition), 9);
        BackfillResult result = worker.runs.finish(partition.runId(), null, null);

        assertThat(result.state()).isEqualTo(RunState.COMPLETED);
        assertThat(result.verified()).isTrue();
        assertThat(result.reason()).isEqualTo("except a (2 withheld by the vendor)");
        assertThat(run(partition).verdict()).isEqualTo(Verdict.VERIFIED_EXCEPT);
        assertThat(run(partition).cannotSee()).containsExactly("What nobody has ever listed.");
        assertThat(worker.verifications.summaryOfRun(partition.runId()).withheld().ids()).containsExactly(ids.get(2), ids.get(5));

        source.withheld.clear();
        PartitionReference later = worker.begin("slack-2026-11-25-test", RANGE, "{}", RunMode.FULL).getFirst();
        assertVerified(worker.pullAndProve(later), 10);
        worker.runs.finish(later.runId(), null, null);
        assertThat(run(later).verdict()).isEqualTo(Verdict.VERIFIED);
    }

    @Test
    void aRunThatSawNothingAtAll_isNotVerified() {
        source.boxes.clear();
        assertThat(worker.begin(source, RANGE)).isEmpty();
        BackfillResult result = worker.runs.finish("slack-2026-11-24-test", null, null);

        assertThat(result.state()).isEqualTo(RunState.COMPLETED_WITH_FAILURES);
        assertThat(result.verified()).isFalse();
        assertThat(result.reason()).startsWith("the credentials see nothing of the source");
    }
}
