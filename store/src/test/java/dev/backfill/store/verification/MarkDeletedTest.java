package dev.backfill.store.verification;

import static dev.backfill.store.page.Samples.ITEM;
import static dev.backfill.store.page.Samples.NOTE;
import static dev.backfill.store.page.Samples.UPDATED;
import static dev.backfill.store.page.Samples.alone;
import static dev.backfill.store.page.Samples.item;
import static dev.backfill.store.page.Samples.note;
import static dev.backfill.store.page.Samples.page;
import static dev.backfill.store.page.Samples.withNotes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.TestRun;
import dev.backfill.store.TestStore;
import dev.backfill.store.page.PageWriter;
import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.partition.StoredPartition;
import dev.backfill.store.verification.Difference.Outcome;
import dev.backfill.store.verification.VerificationSummary.Named;
import dev.backfill.store.window.LeasedWindow;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarkDeletedTest {
    private final VerificationStore verifications = new VerificationStore(TestStore.database());
    private final PageWriter writer = new PageWriter(TestStore.database());
    private TestRun run;
    private StoredPartition partition;
    private LeasedWindow window;

    @BeforeEach
    void begin() {
        TestStore.clear();
        run = TestRun.underWay("run-1");
        partition = run.partition();
        window = run.leased(WindowKind.RECORDS);
        store("a", "gone");
        run.census(true, "a");
        verifications.findDifferences(partition, ITEM);
    }

    private void store(String... ids) {
        for (String id : ids) {
            writer.write(window, page(writer.nextFetchOrder(), "next", alone(item(id, "stored", UPDATED))));
        }
    }

    private static List<String> marked() {
        return TestStore.sql().sql("select id from sample.item where deleted_at is not null order by id").query(String.class).list();
    }

    @Test
    void deleted_isMarked_neverDropped_andDecided() {
        verifications.markDeleted(partition, ITEM, List.of(NOTE), List.of("gone"));

        assertThat(marked()).containsExactly("gone");
        assertThat(TestStore.value("select name || ' ' || last_changed_run from sample.item where id = 'gone'")).isEqualTo("stored run-1");
        assertThat(verifications.counts(partition, ITEM).differences(Outcome.DELETED)).isEqualTo(1);
        assertThat(verifications.counts(partition, ITEM).stored()).isEqualTo(1);
    }

    @Test
    void partsOfADeletedRecord_areMarkedWithIt() {
        writer.write(window, page(writer.nextFetchOrder(), "next", withNotes(
                item("gone", "stored", UPDATED.plusSeconds(1)), note("n1", "gone", "text", UPDATED))));
        writer.write(window, page(writer.nextFetchOrder(), "next", withNotes(
                item("a", "stored", UPDATED.plusSeconds(1)), note("n2", "a", "text", UPDATED))));
        verifications.findDifferences(partition, ITEM);
        verifications.markDeleted(partition, ITEM, List.of(NOTE), List.of("gone"));

        assertThat(TestStore.sql().sql("select id from sample.note where deleted_at is not null").query(String.class).list())
                .containsExactly("n1");
    }

    @Test
    void rowFetchedSinceTheComparison_isNotMarked() {
        writer.write(window, page(writer.nextFetchOrder(), "next", alone(item("gone", "back again", UPDATED.plusSeconds(1)))));
        verifications.markDeleted(partition, ITEM, List.of(NOTE), List.of("gone"));

        assertThat(marked()).isEmpty();
    }

    @Test
    void onlyWhatTheComparisonFound_isMarked() {
        verifications.markDeleted(partition, ITEM, List.of(NOTE), List.of("a", "gone", "never stored"));

        assertThat(marked()).containsExactly("gone");
    }

    @Test
    void markedRow_isNotBroughtBackByAFetchFromBefore() {
        long before = writer.nextFetchOrder();
        verifications.markDeleted(partition, ITEM, List.of(NOTE), List.of("gone"));
        writer.write(window, page(before, "next", alone(item("gone", "stored", UPDATED))));
        assertThat(marked()).containsExactly("gone");

        store("gone");
        assertThat(marked()).isEmpty();
    }

    @Test
    void summary_addsUpTheRun_andNamesTheIds() {
        run.census(true, "m1", "m2");
        TestStore.sql().sql("update sample.item set content_hash = '\\x00' where id = 'a'").update();
        verifications.findDifferences(partition, ITEM);
        verifications.decide(partition.id(), List.of("m1"), Outcome.MENDED);
        verifications.decide(partition.id(), List.of("m2"), Outcome.REMAINS);
        verifications.markDeleted(partition, ITEM, List.of(NOTE), List.of("gone"));
        new PartitionStore(TestStore.database()).finish(run.reference(), new PartitionResult(PartitionState.DIFFERENT, 3, 2, 0, null, "m2"));

        VerificationSummary summary = verifications.summaryOfRun("run-1");
        assertThat(summary.expected()).isEqualTo(3);
        assertThat(summary.stored()).isEqualTo(2);
        assertThat(summary.missing()).isEqualTo(new Named(2, List.of("m1", "m2")));
        assertThat(summary.extra()).isEqualTo(new Named(1, List.of("gone")));
        assertThat(summary.stale()).isEqualTo(new Named(1, List.of("a")));
        assertThat(summary.mended()).isEqualTo(new Named(1, List.of("m1")));
        assertThat(summary.deleted()).isEqualTo(new Named(1, List.of("gone")));
        assertThat(summary.moved()).isEqualTo(new Named(0, List.of()));
        // Undecided at the end of the partition means: it remains.
        assertThat(summary.remaining()).isEqualTo(new Named(2, List.of("a", "m2")));
        assertThat(summary.failed()).isZero();
    }

    @Test
    void summary_ofARunWithoutComparison_isAllZero() {
        VerificationSummary summary = verifications.summaryOfRun("nothing");
        assertThat(summary.expected()).isZero();
        assertThat(summary.remaining()).isEqualTo(new Named(0, List.of()));
    }

    @Test
    void summary_namesTheFirstHundred_andCountsAll() {
        run.census(true, IntStream.range(0, 120).mapToObj(number -> "m%03d".formatted(number)).toArray(String[]::new));
        verifications.findDifferences(partition, ITEM);

        Named missing = verifications.summaryOfRun("run-1").missing();
        assertThat(missing.count()).isEqualTo(120);
        assertThat(missing.ids()).hasSize(100).startsWith("m000").endsWith("m099");
    }
}
