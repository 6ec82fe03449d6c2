package dev.backfill.store.page;

import static dev.backfill.store.page.Samples.ITEM;
import static dev.backfill.store.page.Samples.UPDATED;
import static dev.backfill.store.page.Samples.alone;
import static dev.backfill.store.page.Samples.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.store.TestRun;
import dev.backfill.store.TestStore;
import dev.backfill.store.census.CensusStore;
import dev.backfill.store.window.LeaseLostException;
import dev.backfill.store.window.LeasedWindow;
import dev.backfill.store.window.WindowStore;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.pull.WindowResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listings that bring records, listings that start over, and ids that records lead to. */
@Timeout(180)
class ListedPagesTest {
    private static final CensusTerms SHIFTING = new CensusTerms(true, OptionalInt.empty());

    private final PageWriter writer = new PageWriter(TestStore.database());
    private final CensusStore census = new CensusStore(TestStore.database());
    private TestRun run;

    @BeforeEach
    void begin() {
        TestStore.clear();
        run = TestRun.underWay("run-1");
    }

    private static RecordPage page(List<String> ids, List<String> discovered, PageRecord... records) {
        return new RecordPage(1, ITEM, List.of(records), List.of(), ids.stream().map(id -> new PendingRecord(id, null, "waits")).toList(), discovered, null);
    }

    @Test
    void pageOfACensus_isStoredWithItsRecords_orNotAtAll() {
        LeasedWindow window = run.leased(WindowKind.CENSUS);
        IdPage page = new IdPage(List.of("1", "2", "3"), page(List.of("3"), List.of(), alone(item("1", "one", UPDATED))), null);
        LeasedWindow later = new WindowStore(TestStore.database()).acquire(window.id());

        assertThatThrownBy(() -> writer.write(window, page, 1, CensusTerms.PLAIN)).isInstanceOf(LeaseLostException.class);
        assertThat(TestStore.count("sample.item") + TestStore.count("pending_record") + TestStore.count("census_record")).isZero();

        assertThat(writer.write(later, page, 1, CensusTerms.PLAIN))
                .isEqualTo(new WrittenPage(new WindowResult(3, 3, 0, 0), new WindowResult(1, 1, 0, 0)));
        assertThat(TestStore.value("select record_id from pending_record")).isEqualTo("3");
        assertThat(census.countToFetch(run.partition().id())).isEqualTo(1);
        assertThat(census.cut(run.partition().id(), 10, List.of(), Map.of())).isEqualTo(1);
        assertThat(TestStore.value("select record_ids::text from backfill_window where kind = 'RECORDS'")).isEqualTo("{2}");
    }

    @Test
    void finalCensus_thatDiffers_staysOpen_andIsEmptiedForTheNextListing() {
        run.census(false, "1", "2");
        LeasedWindow window = run.leased(WindowKind.FINAL_CENSUS);

        writer.write(window, new IdPage(List.of("1", "3"), null), 1, SHIFTING);
        assertThat(TestStore.value("select state || relistings from backfill_window where kind = 'FINAL_CENSUS'")).isEqualTo("OPEN1");
        assertThat(TestStore.count("census_record where final")).isZero();

        // Whoever takes it up, as after a kill, in whatever order the source lists now.
        LeasedWindow again = new WindowStore(TestStore.database()).acquire(window.id());
        assertThat(again.cursor()).isNull();
        writer.write(again, new IdPage(List.of("3", "1"), null), 1, SHIFTING);
        assertThat(TestStore.value("select state || relistings from backfill_window where kind = 'FINAL_CENSUS'")).isEqualTo("PULLED1");
        assertThat(TestStore.count("census_record where final")).isEqualTo(2);
    }

    @Test
    void whatIsKnownByItsPlaceAlone_isWhatTheLastListingSaysOfIt() {
        RecordPage first = new RecordPage(1, ITEM, List.of(), List.of(new RejectedRecord(null, "place 4 cannot be read", null)), null);
        writer.write(run.leased(WindowKind.CENSUS), new IdPage(List.of(), first, null), 1, CensusTerms.PLAIN);
        LeasedWindow last = run.leased(WindowKind.FINAL_CENSUS);
        for (String place : List.of("1", "9")) {
            RecordPage page = new RecordPage(2, ITEM, List.of(), List.of(new RejectedRecord(null, "place " + place + " cannot be read", null)), null);
            writer.write(last, new IdPage(List.of(), page, place.equals("9") ? null : "next"), 1, CensusTerms.PLAIN);
        }

        assertThat(TestStore.value("select string_agg(reason, ', ' order by id) from dead_letter where resolved_at is null"))
                .isEqualTo("place 1 cannot be read, place 9 cannot be read");
    }

    @Test
    void idThatManyWindowsLeadTo_isGivenToOneWindow() throws Exception {
        run.census(false, "0");
        List<LeasedWindow> windows = IntStream.range(0, 4).mapToObj(number -> run.leased(WindowKind.RECORDS)).toList();
        List<Future<?>> written = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int number = 0; number < 4; number++) {
                LeasedWindow window = windows.get(number);
                RecordPage page = page(List.of(), List.of("0", "x", "y" + number), alone(item("i" + number, "item", UPDATED)));
                written.add(threads.submit(() -> writer.write(window, page)));
            }
            for (Future<?> each : written) {
                each.get();
            }
        }

        assertThat(TestStore.value("select string_agg(id, ',' order by id) from (select unnest(record_ids) as id from backfill_window)"))
                .isEqualTo("x,y0,y1,y2,y3");
    }

    @Test
    void pendingRecord_isForgotten_onceItIsStored() {
        LeasedWindow window = run.leased(WindowKind.RECORDS);
        writer.write(window, page(List.of("1", "2"), List.of(), alone(item("3", "three", UPDATED))).followedBy("next"));
        assertThat(TestStore.count("pending_record")).isEqualTo(2);
        assertThat(TestStore.count("sample.item")).isEqualTo(1);

        writer.write(window, page(List.of("2"), List.of(), alone(item("1", "one", UPDATED))));
        assertThat(TestStore.value("select record_id from pending_record")).isEqualTo("2");
    }
}
