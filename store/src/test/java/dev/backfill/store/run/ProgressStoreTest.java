package dev.backfill.store.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.Verdict;
import dev.backfill.store.budget.RequestBudget;
import dev.backfill.store.TestRun;
import dev.backfill.store.TestStore;
import dev.backfill.store.page.PageWriter;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.RejectedRecord;
import dev.backfill.store.page.Samples;
import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.partition.PlannedPartition;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgressStoreTest {
    private final ProgressStore progress = new ProgressStore(TestStore.database());
    private final PartitionStore partitions = new PartitionStore(TestStore.database());
    private final PageWriter writer = new PageWriter(TestStore.database());

    @BeforeEach
    void begin() {
        TestStore.clear();
    }

    @Test
    void unknownRun_isAllZero() {
        assertThat(progress.ofRun("nothing")).isEqualTo(new RunProgress(0, 0, 0, 0, 0, 0, false, 0, 0, 0, 0, null, null, null));
        assertThat(progress.partitions("nothing")).isEmpty();
    }

    @Test
    void wait_isThatOfTheSource_whileTheRunIsUnderWay() {
        RunStore runs = new RunStore(TestStore.database());
        TestRun.underWay("run-1");
        assertThat(progress.ofRun("run-1").waiting()).isNull();
        new RequestBudget(TestStore.database(), "other", 5).throttled(Duration.ofHours(1), "429");
        assertThat(progress.ofRun("run-1").waiting()).isNull();

        new RequestBudget(TestStore.database(), runs.find("run-1").orElseThrow().source(), 5).throttled(Duration.ofHours(1), "429");
        assertThat(progress.ofRun("run-1").waiting()).satisfies(waiting -> {
            assertThat(waiting.until()).isAfter(Instant.now().plusSeconds(3_000));
            assertThat(waiting.reason()).isEqualTo("429");
        });

        runs.recordState("run-1", RunState.PAUSED);
        assertThat(progress.ofRun("run-1").waiting()).isNull();
        runs.recordState("run-1", RunState.RUNNING);
        assertThat(progress.ofRun("run-1").waiting()).isNotNull();
        TestStore.sql().sql("update source_budget set blocked_until = now() - interval '1 second'").update();
        assertThat(progress.ofRun("run-1").waiting()).isNull();
    }

    @Test
    void fraction_neverFalls_andIsOneOnlyAtTheEnd() {
        TestRun run = TestRun.underWay("run-1");
        assertThat(progress.ofRun("run-1").fraction()).isZero();
        TestStore.sql().sql("update backfill_partition set finished_at = now(), state = 'FAILED'").update();
        assertThat(progress.ofRun("run-1").fraction()).as("the run itself has not ended").isEqualTo(0.99);

        TestStore.sql().sql("update backfill_partition set finished_at = null, state = 'RUNNING', started_at = now(), expected = 1000").update();
        run.window(WindowKind.RECORDS);
        assertThat(progress.ofRun("run-1").fraction()).as("it was further").isEqualTo(0.99);

        new RunStore(TestStore.database()).finish("run-1", RunState.COMPLETED, Verdict.VERIFIED, null);
        assertThat(progress.ofRun("run-1").fraction()).isEqualTo(1);
    }

    @Test
    void runThatWasStopped_staysWhereItWas() {
        TestRun.underWay("run-1");
        TestStore.sql().sql("update backfill_partition set started_at = now(), expected_hint = 10").update();
        TestStore.sql().sql("update backfill_window set fetched = 5").update();
        assertThat(progress.ofRun("run-1").fraction()).isEqualTo(0.05);

        new RunStore(TestStore.database()).finish("run-1", RunState.CANCELLED, Verdict.NOT_VERIFIED, "cancelled");
        assertThat(progress.ofRun("run-1").fraction()).isEqualTo(0.05);
    }

    @Test
    void phase_isThatOfTheFirstOpenWindow_andTheFractionRisesFromPhaseToPhase() {
        TestRun run = TestRun.underWay("run-1");
        assertThat(phase()).as("not begun").isNull();
        TestStore.sql().sql("update backfill_partition set started_at = now(), state = 'RUNNING', expected = 4").update();
        assertThat(phase()).isEqualTo(PartitionPhase.CENSUS);
        pulled(WindowKind.CENSUS);
        assertThat(phase()).isEqualTo(PartitionPhase.WINDOWS);
        double before = progress.ofRun("run-1").fraction();
        for (WindowKind kind : List.of(WindowKind.RECORDS, WindowKind.CHANGES, WindowKind.FINAL_CENSUS)) {
            run.window(kind);
        }
        for (PartitionPhase next : List.of(PartitionPhase.RECORDS, PartitionPhase.CHANGES, PartitionPhase.FINAL_CENSUS)) {
            assertThat(phase()).isEqualTo(next);
            pulled(WindowKind.valueOf(next.name()));
            assertThat(progress.ofRun("run-1").fraction()).isGreaterThan(before);
            before = progress.ofRun("run-1").fraction();
        }
        assertThat(phase()).isEqualTo(PartitionPhase.COMPARING);
        run.window(WindowKind.REFETCH);
        assertThat(phase()).isEqualTo(PartitionPhase.REFETCHING);
        pulled(WindowKind.REFETCH);
        assertThat(phase()).isEqualTo(PartitionPhase.CONCLUDING);
        assertThat(progress.ofRun("run-1").fraction()).isGreaterThan(before).isLessThan(1);
    }

    private PartitionPhase phase() {
        return progress.partitions("run-1").getFirst().phase();
    }

    private static void pulled(WindowKind kind) {
        TestStore.sql().sql("update backfill_window set state = 'PULLED', fetched = 4 where kind = ?").param(kind.name()).update();
    }

    @Test
    void severalRuns_areReadAtOnce_eachWithItsOwn() {
        TestRun one = TestRun.underWay("run-1");
        TestRun.underWay("run-2");
        writer.write(one.leased(WindowKind.RECORDS), Samples.page(1, null, Samples.alone(Samples.item("a", "one", Samples.UPDATED))));

        var found = progress.ofRuns(List.of("run-1", "run-2", "nothing"));

        assertThat(found.get("run-1")).isEqualTo(progress.ofRun("run-1"));
        assertThat(found.get("run-1").fetched()).isEqualTo(1);
        assertThat(found.get("run-2").fetched()).isZero();
        assertThat(found.get("run-2").partitionsTotal()).isEqualTo(1);
        assertThat(found.get("nothing")).isEqualTo(progress.ofRun("nothing"));
    }

    @Test
    void hints_count_untilTheCensusIsTaken_andTheFinalCensusCountsLast() {
        new RunStore(TestStore.database()).insert(TestRun.asked("run-1"));
        partitions.plan("run-1", List.of(
                new PlannedPartition("1", "A", "A", 100L, null), new PlannedPartition("2", "B", "B", 50L, null), new PlannedPartition("3", "C", "C", 7L, "archived")));
        assertThat(progress.ofRun("run-1").expected()).isEqualTo(157);
        assertThat(progress.ofRun("run-1").expectedIsEstimate()).isTrue();

        TestStore.sql().sql("update backfill_partition set expected = 90 where ordinal = 1").update();
        assertThat(progress.ofRun("run-1").expected()).isEqualTo(147);
        assertThat(progress.ofRun("run-1").expectedIsEstimate()).isTrue();

        TestStore.sql().sql("update backfill_partition set expected = 60, final_expected = 61 where ordinal = 2").update();
        assertThat(progress.ofRun("run-1").expected()).isEqualTo(158);
        assertThat(progress.ofRun("run-1").expectedIsEstimate()).isFalse();
    }

    @Test
    void counts_areThoseOfTheWindows_eachFigureOfTheKindsItIsAbout() {
        TestRun run = TestRun.underWay("run-1");
        assertThat(progress.ofRun("run-1").firstPageAt()).isNull();
        writer.write(run.leased(WindowKind.CENSUS), new dev.backfill.store.page.IdPage(List.of("a", "b", "c"), null));
        var records = run.leased(WindowKind.RECORDS);
        writer.write(records, Samples.page(1, "next", Samples.alone(Samples.item("a", "one", Samples.UPDATED)), Samples.alone(Samples.item("b", "two", Samples.UPDATED))));
        writer.write(records, Samples.page(2, "more", Samples.alone(Samples.item("a", "one", Samples.UPDATED))));
        writer.write(run.leased(WindowKind.CHANGES), Samples.page(3, null, Samples.alone(Samples.item("c", "three", Samples.UPDATED))));
        writer.write(run.leased(WindowKind.RECORDS), new RecordPage(4, Samples.ITEM, List.of(), List.of(new RejectedRecord("d", "broken", null)), null));

        RunProgress now = progress.ofRun("run-1");
        assertThat(now.partitionsTotal()).isEqualTo(1);
        assertThat(now.windowsTotal()).isEqualTo(4);
        assertThat(now.windowsDone()).isEqualTo(3);
        assertThat(now.fetched()).isEqualTo(4);
        assertThat(now.stored()).isEqualTo(3);
        assertThat(now.unchanged()).isEqualTo(1);
        assertThat(now.failed()).isEqualTo(1);
        assertThat(now.firstPageAt()).isNotNull();

        PartitionView view = progress.partitions("run-1").getFirst();
        assertThat(view.windowsTotal()).isEqualTo(4);
        assertThat(view.windowsDone()).isEqualTo(3);
        assertThat(view.fetched()).isEqualTo(4);
        assertThat(view.failed()).isEqualTo(1);
        assertThat(view.state()).isEqualTo(PartitionState.RUNNING);
    }

    @Test
    void recordThatFailedTwice_isOneRecord() {
        TestRun run = TestRun.underWay("run-1");
        for (String reason : List.of("broken", "still broken")) {
            writer.write(run.leased(WindowKind.RECORDS), new RecordPage(1, Samples.ITEM, List.of(), List.of(new RejectedRecord("d", reason, null)), null));
        }
        writer.write(run.leased(WindowKind.RECORDS), new RecordPage(2, Samples.ITEM, List.of(),
                List.of(new RejectedRecord(null, "the third of a page", null), new RejectedRecord(null, "the fifth of a page", null)), null));

        assertThat(progress.ofRun("run-1").failed()).isEqualTo(3);
    }

    @Test
    void otherRuns_doNotCount() {
        TestRun.underWay("run-1");
        TestRun other = TestRun.underWay("run-2");
        writer.write(other.leased(WindowKind.RECORDS), Samples.page(1, null, Samples.alone(Samples.item("a", "one", Samples.UPDATED))));

        assertThat(progress.ofRun("run-1").fetched()).isZero();
        assertThat(progress.ofRun("run-2").fetched()).isEqualTo(1);
    }

    @Test
    void endedPartitions_areDone_andSayHowTheyEnded() {
        TestRun run = TestRun.underWay("run-1");
        partitions.finish(run.reference(), new PartitionResult(PartitionState.ACCESS_LOST, 0, 12, 0, "ACCESS_LOST", "no longer visible"));

        assertThat(progress.ofRun("run-1").partitionsDone()).isEqualTo(1);
        assertThat(progress.ofRun("run-1").expectedIsEstimate()).isFalse();
        PartitionView view = progress.partitions("run-1").getFirst();
        assertThat(view.state()).isEqualTo(PartitionState.ACCESS_LOST);
        assertThat(view.failureType()).isEqualTo("ACCESS_LOST");
        assertThat(view.reason()).isEqualTo("no longer visible");
        assertThat(view.stored()).isEqualTo(12);
        assertThat(view.finishedAt()).isNotNull();
    }

    @Test
    void partitions_areInTheirOrder() {
        new RunStore(TestStore.database()).insert(TestRun.asked("run-1"));
        partitions.plan("run-1", List.of(
                new PlannedPartition("1", "Z", "First", null, null), new PlannedPartition("2", "A", "Second", 5L, null)));

        assertThat(progress.partitions("run-1")).extracting(PartitionView::key).containsExactly("Z", "A");
        assertThat(progress.partitions("run-1")).extracting(PartitionView::expectedHint).containsExactly(null, 5L);
        assertThat(partitions.list("run-1", 0, 9)).extracting(PartitionReference::key).containsExactly("Z", "A");
    }
}
