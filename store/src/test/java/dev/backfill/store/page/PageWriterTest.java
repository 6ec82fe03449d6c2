package dev.backfill.store.page;

import static dev.backfill.store.page.Samples.UPDATED;
import static dev.backfill.store.page.Samples.alone;
import static dev.backfill.store.page.Samples.item;
import static dev.backfill.store.page.Samples.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.store.TestRun;
import dev.backfill.store.TestStore;
import dev.backfill.store.window.LeaseLostException;
import dev.backfill.store.window.LeasedWindow;
import dev.backfill.store.window.WindowStore;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.pull.WindowResult;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class PageWriterTest {
    private final PageWriter writer = new PageWriter(TestStore.database());
    private final WindowStore windows = new WindowStore(TestStore.database());
    private TestRun run;
    private LeasedWindow window;

    @BeforeEach
    void begin() {
        TestStore.clear();
        run = TestRun.underWay("run-1");
        window = run.leased(WindowKind.RECORDS);
    }

    private static String storedItem(String column) {
        return TestStore.value("select " + column + " from sample.item where id = 'a'");
    }

    private String window(String column) {
        return TestStore.value("select " + column + " from backfill_window where id = " + window.id());
    }

    @Test
    void page_isStoredWithItsCursor() {
        WindowResult counts = writer.write(window, page(writer.nextFetchOrder(), "next", alone(item("a", "first", UPDATED)), alone(item("b", "second", UPDATED))));

        assertThat(counts).isEqualTo(new WindowResult(2, 2, 0, 0));
        assertThat(windows.acquire(window.id()).cursor()).isEqualTo("next");
        assertThat(windows.acquire(window.id()).counts()).isEqualTo(counts);
        assertThat(storedItem("box_id || ' ' || name || ' ' || size || ' ' || first_seen_run || ' ' || last_changed_run"))
                .isEqualTo("box-1 first 5 run-1 run-1");
        assertThat(storedItem("raw ->> 'name'")).isEqualTo("first");
        assertThat(window("pages || ' ' || state")).isEqualTo("1 OPEN");
    }

    @Test
    void lastPage_endsTheWindow_andItsCountsAreTheSumOfItsPages() {
        writer.write(window, page(1, "next", alone(item("a", "first", UPDATED))));
        writer.write(window, page(2, null, alone(item("a", "first", UPDATED)), alone(item("b", "second", UPDATED))));

        assertThat(window("state || ' ' || (finished_at is not null) || ' ' || pages")).isEqualTo("PULLED true 2");
        assertThat(windows.acquire(window.id()).counts()).isEqualTo(new WindowResult(3, 2, 1, 0));
        assertThat(windows.acquire(window.id()).pulled()).isTrue();
    }

    @Test
    void pulledWindow_refusesPages() {
        writer.write(window, page(1, null));

        assertThatThrownBy(() -> writer.write(window, page(2, "next", alone(item("a", "late", UPDATED)))))
                .isInstanceOf(LeaseLostException.class);
        assertThat(TestStore.count("sample.item")).isZero();
        assertThat(window("cursor")).isEqualTo("null");
    }

    @Test
    void staleLease_isRefused_andNothingOfItsPageIsStored() {
        LeasedWindow later = windows.acquire(window.id());

        RecordPage zombies = page(1, "zombie", alone(item("a", "zombie", UPDATED)));
        assertThatThrownBy(() -> writer.write(window, zombies)).isInstanceOf(LeaseLostException.class).hasMessageContaining("lease 1");
        assertThat(TestStore.count("sample.item")).isZero();
        assertThat(TestStore.count("fetched_record")).isZero();
        assertThat(window("cursor || ''")).isEqualTo("null");

        writer.write(later, page(2, "next", alone(item("a", "later", UPDATED))));
        assertThat(storedItem("name")).isEqualTo("later");
        assertThat(window("cursor")).isEqualTo("next");
    }

    @Test
    void staleLease_ofACensus_isRefused() {
        LeasedWindow census = run.leased(WindowKind.CENSUS);
        windows.acquire(census.id());

        assertThatThrownBy(() -> writer.write(census, new IdPage(List.of("a"), "next"))).isInstanceOf(LeaseLostException.class);
        assertThat(TestStore.count("census_record")).isZero();
    }

    @Test
    void failingWrite_leavesNeitherPageNorCursor() {
        // The last record's parts go to a table that does not exist: by then the items are merged.
        Table absent = new Table("sample", "absent", "item_id", true, List.of());
        PageRecord broken = new PageRecord(item("b", "second", UPDATED), java.util.Map.of(absent, List.of()), java.util.Set.of());

        assertThatThrownBy(() -> writer.write(window, page(1, "next", alone(item("a", "first", UPDATED)), broken)))
                .isInstanceOf(DataAccessException.class);
        assertThat(TestStore.count("sample.item")).isZero();
        assertThat(TestStore.count("fetched_record")).isZero();
        assertThat(TestStore.count("dead_letter")).isZero();
        assertThat(window("coalesce(cursor, 'none') || ' ' || pages || ' ' || fetched")).isEqualTo("none 0 0");
    }

    @Test
    void failingCursor_leavesNoPage() {
        // A state that the table's own constraint refuses, once the page is already merged.
        TestStore.sql().sql("alter table backfill_window add constraint no_cursor check (cursor is distinct from 'refused')").update();
        try {
            assertThatThrownBy(() -> writer.write(window, page(1, "refused", alone(item("a", "first", UPDATED)))))
                    .isInstanceOf(DataAccessException.class);
        } finally {
            TestStore.sql().sql("alter table backfill_window drop constraint no_cursor").update();
        }
        assertThat(TestStore.count("sample.item")).isZero();
        assertThat(window("pages")).isEqualTo("0");
    }

    @Test
    void emptyPage_movesTheCursor() {
        assertThat(writer.write(window, page(1, "beyond"))).isEqualTo(new WindowResult(0, 0, 0, 0));
        assertThat(window("cursor")).isEqualTo("beyond");
    }

    @Test
    void idsTwiceInOnePage_areStoredOnce_inTheNewerVersion() {
        PageRecord older = alone(item("a", "older", UPDATED.minusSeconds(60)));
        PageRecord newer = alone(item("a", "newer", UPDATED));

        WindowResult counts = writer.write(window, page(1, "next", older, newer, older));

        assertThat(TestStore.count("sample.item")).isEqualTo(1);
        assertThat(storedItem("name")).isEqualTo("newer");
        assertThat(TestStore.count("fetched_record")).isEqualTo(1);
        assertThat(counts).isEqualTo(new WindowResult(3, 1, 2, 0));
    }

    @Test
    void census_countsOnlyNewIds_andKeepsTheOrderOfThePages() {
        LeasedWindow census = run.leased(WindowKind.CENSUS);

        assertThat(writer.write(census, new IdPage(List.of("c", "a"), "2"))).isEqualTo(new WindowResult(2, 2, 0, 0));
        assertThat(writer.write(census, new IdPage(List.of("a", "b"), "3"))).isEqualTo(new WindowResult(2, 1, 1, 0));
        assertThat(writer.write(census, new IdPage(List.of("b", "b"), null))).isEqualTo(new WindowResult(2, 0, 2, 0));

        assertThat(TestStore.sql().sql("select record_id from census_record where not final order by ordinal").query(String.class).list())
                .containsExactly("c", "a", "b");
    }

    @Test
    void finalCensus_isKeptApartFromTheFirst() {
        writer.write(run.leased(WindowKind.CENSUS), new IdPage(List.of("a"), null));
        assertThat(writer.write(run.leased(WindowKind.FINAL_CENSUS), new IdPage(List.of("a", "b"), null)))
                .isEqualTo(new WindowResult(2, 2, 0, 0));
        assertThat(TestStore.count("census_record where final")).isEqualTo(2);
        assertThat(TestStore.count("census_record where not final")).isEqualTo(1);
    }

    @Test
    void writeRows_storesOutsideAnyWindow() {
        writer.writeRows("run-1", Samples.ITEM, List.of(item("a", "first", UPDATED)));
        writer.writeRows("run-2", Samples.ITEM, List.of(item("a", "changed", UPDATED), item("b", "other", UPDATED)));

        assertThat(storedItem("name || ' ' || first_seen_run || ' ' || last_changed_run")).isEqualTo("changed run-1 run-2");
        assertThat(TestStore.count("sample.item")).isEqualTo(2);
    }
}
