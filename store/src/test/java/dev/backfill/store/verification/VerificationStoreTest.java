package dev.backfill.store.verification;

import static dev.backfill.store.page.Samples.CREATED;
import static dev.backfill.store.page.Samples.ITEM;
import static dev.backfill.store.page.Samples.UPDATED;
import static dev.backfill.store.page.Samples.alone;
import static dev.backfill.store.page.Samples.item;
import static dev.backfill.store.page.Samples.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.TestRun;
import dev.backfill.store.TestStore;
import dev.backfill.store.page.PageWriter;
import dev.backfill.store.page.Row;
import dev.backfill.store.partition.StoredPartition;
import dev.backfill.store.verification.Difference.Kind;
import dev.backfill.store.verification.Difference.Outcome;
import dev.backfill.store.window.LeasedWindow;
import dev.backfill.store.window.WindowStore;
import dev.backfill.workflows.plan.WindowKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerificationStoreTest {
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
    }

    private void store(String... ids) {
        writer.write(window, page(writer.nextFetchOrder(), "next", Arrays.stream(ids).map(id -> alone(item(id, "stored", UPDATED))).toArray(dev.backfill.store.page.PageRecord[]::new)));
    }

    private void store(Row item) {
        writer.write(window, page(writer.nextFetchOrder(), "next", alone(item)));
    }

    private List<String> found(Kind kind) {
        return verifications.undecided(partition.id(), kind);
    }

    private void compare() {
        verifications.findDifferences(partition, ITEM);
    }

    @Test
    void equalSets_haveNoDifference() {
        store("a", "b");
        run.census(true, "a", "b");
        compare();

        assertThat(TestStore.count("record_difference")).isZero();
        assertThat(verifications.counts(partition, ITEM).listed()).isEqualTo(2);
        assertThat(verifications.counts(partition, ITEM).listedAndStored()).isEqualTo(2);
        assertThat(TestStore.value("select final_expected from backfill_partition")).isEqualTo("2");
    }

    @Test
    void missing_isWhatIsListedAndNotStored_orOnlyStoredAsDeleted() {
        store("a", "deleted");
        TestStore.sql().sql("update sample.item set deleted_at = now() where id = 'deleted'").update();
        run.census(true, "a", "absent", "deleted");
        compare();

        assertThat(found(Kind.MISSING)).containsExactly("absent", "deleted");
        assertThat(found(Kind.EXTRA)).isEmpty();
        assertThat(verifications.counts(partition, ITEM).listedAndStored()).isEqualTo(1);
    }

    @Test
    void extra_isWhatIsStoredAndNotListed_unlessItIsMarkedAlready() {
        store("a", "gone", "marked");
        TestStore.sql().sql("update sample.item set deleted_at = now() where id = 'marked'").update();
        run.census(true, "a");
        compare();

        assertThat(found(Kind.EXTRA)).containsExactly("gone");
        assertThat(found(Kind.MISSING)).isEmpty();
    }

    @Test
    void firstCensus_isNoPartOfTheComparison() {
        store("a");
        run.census(false, "a", "b");
        run.census(true, "a");
        compare();

        assertThat(TestStore.count("record_difference")).isZero();
    }

    private static Row dated(String id, String owner, @Nullable Instant created, @Nullable Instant updated) {
        Row row = item(id, "stored", updated);
        return new Row(id, owner, created, updated, row.values(), row.raw(), row.contentHash(), List.of());
    }

    @Test
    void extra_isOnlyWhatLiesInTheRangeAndThePartition() {
        Instant before = TestRun.RANGE.from().minusSeconds(1);
        Instant end = TestRun.RANGE.to();
        store(dated("in-range", TestRun.BOX, CREATED, UPDATED));
        store(dated("created-late", TestRun.BOX, end, end));
        store(dated("created-just-in", TestRun.BOX, end.minusMillis(1), end));
        store(dated("unchanged-since", TestRun.BOX, before, before));
        store(dated("changed-just-in", TestRun.BOX, before, TestRun.RANGE.from()));
        store(dated("undated", TestRun.BOX, null, null));
        store(dated("elsewhere", "box-2", CREATED, UPDATED));
        compare();

        assertThat(found(Kind.EXTRA)).containsExactly("changed-just-in", "created-just-in", "in-range", "undated");
        assertThat(verifications.counts(partition, ITEM).stored()).isEqualTo(6);
    }

    @Test
    void stale_isWhatThisRunHasFetchedInANewerVersion() {
        store("a", "older", "other-content", "newer");
        run.census(true, "a", "older", "other-content", "newer");
        set("older", "source_updated_at = source_updated_at - interval '1 second'");
        set("other-content", "content_hash = '\\x00'");
        set("newer", "source_updated_at = source_updated_at + interval '1 second', fetch_order = 1000000");
        compare();

        assertThat(found(Kind.STALE)).containsExactly("older", "other-content");
    }

    private static void set(String id, String assignments) {
        assertThat(TestStore.sql().sql("update sample.item set " + assignments + " where id = ?").param(id).update()).isEqualTo(1);
    }

    @Test
    void suspect_isWhatIsListedAsChangedLater_thanItIsStored() {
        store(item("newest", "stored", UPDATED.plusSeconds(600)));
        store(item("suspect", "stored", UPDATED.minusSeconds(600)));
        store(item("middle", "stored", UPDATED));
        store(item("same-minute", "stored", UPDATED.minusSeconds(1)));
        store(item("oldest", "stored", UPDATED.minusSeconds(1200)));
        // Newest first, as the source says: the second was changed since it was stored.
        run.census(true, "newest", "suspect", "same-minute", "middle", "oldest");
        compare();

        assertThat(found(Kind.SUSPECT)).containsExactly("suspect");
        assertThat(found(Kind.STALE)).isEmpty();
    }

    @Test
    void comparisonAgain_replacesWhatWasFound() {
        run.census(true, "a");
        compare();
        assertThat(found(Kind.MISSING)).containsExactly("a");

        store("a", "b");
        compare();
        assertThat(found(Kind.MISSING)).isEmpty();
        assertThat(found(Kind.EXTRA)).containsExactly("b");
    }

    @Test
    void refetch_isPlannedOnce_inWindowsOfTheGivenSize() {
        verifications.planRefetch(partition, List.of("a", "b", "c"), 2);
        verifications.planRefetch(partition, List.of("a", "b", "c", "d", "e"), 2);
        WindowStore windows = new WindowStore(TestStore.database());

        assertThat(windows.listOpen(run.reference(), WindowKind.REFETCH, 10))
                .extracting(open -> windows.acquire(open.id()).recordIds())
                .startsWith(List.of("a", "b"), List.of("c"));
        assertThat(TestStore.count("backfill_window where kind = 'REFETCH' and ordinal <= 2")).isEqualTo(2);
    }

    @Test
    void nothingToFetchAgain_plansNothing() {
        verifications.planRefetch(partition, List.of(), 2);
        assertThat(TestStore.count("backfill_window where kind = 'REFETCH'")).isZero();
    }

    @Test
    void refetched_isMended_andUnconfirmedSuspicionsAreDropped() {
        store("a", "stale", "still-stale");
        store(item("confirmed", "stored", UPDATED.minusSeconds(600)));
        store(item("unconfirmed", "stored", UPDATED.minusSeconds(600)));
        run.census(true, "confirmed", "unconfirmed", "a", "stale", "still-stale", "missing", "still-missing");
        set("stale", "content_hash = '\\x00'");
        set("still-stale", "content_hash = '\\x00'");
        compare();
        assertThat(found(Kind.SUSPECT)).containsExactly("confirmed", "unconfirmed");

        store("missing", "stale");
        store(item("confirmed", "changed", UPDATED.plusSeconds(600)));
        store(item("unconfirmed", "stored", UPDATED.minusSeconds(600)));
        verifications.decideAfterRefetch(partition, ITEM);

        assertThat(TestStore.sql().sql("select record_id || ' ' || kind || ' ' || coalesce(outcome, '-') from record_difference order by record_id")
                .query(String.class).list())
                .containsExactly("confirmed STALE MENDED", "missing MISSING MENDED", "stale STALE MENDED", "still-missing MISSING -", "still-stale STALE -");
        assertThat(verifications.counts(partition, ITEM).differences(Outcome.MENDED)).isEqualTo(3);
    }

    @Test
    void remaining_namesWhatIsUndecidedOrRemains() {
        run.census(true, "a", "b", "c");
        compare();
        verifications.decide(partition.id(), List.of("a"), Outcome.MENDED);
        verifications.decide(partition.id(), List.of("b"), Outcome.REMAINS);
        verifications.decide(partition.id(), List.of(), Outcome.REMAINS);

        assertThat(verifications.remaining(partition.id(), 10)).extracting(Difference::recordId).containsExactly("b", "c");
        assertThat(verifications.remaining(partition.id(), 1)).hasSize(1);
    }
}
