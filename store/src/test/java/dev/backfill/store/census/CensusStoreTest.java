package dev.backfill.store.census;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.TestRun;
import dev.backfill.store.TestStore;
import dev.backfill.store.window.LeasedWindow;
import dev.backfill.store.window.WindowStore;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.plan.WindowReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CensusStoreTest {
    private static final String[] TEN = IntStream.range(0, 10).mapToObj(number -> "r" + number).toArray(String[]::new);

    private final CensusStore census = new CensusStore(TestStore.database());
    private final WindowStore windows = new WindowStore(TestStore.database());
    private TestRun run;
    private long partition;

    @BeforeEach
    void begin() {
        TestStore.clear();
        run = TestRun.underWay("run-1");
        partition = run.partition().id();
    }

    private List<List<String>> cutIds() {
        List<List<String>> cut = new ArrayList<>();
        for (WindowReference window : windows.listOpen(run.reference(), WindowKind.RECORDS, 100)) {
            cut.add(windows.acquire(window.id()).recordIds());
        }
        return cut;
    }

    @Test
    void windows_areOfEqualSize_newestFirst_inTheCensusOrder() {
        run.census(false, TEN);

        assertThat(census.count(partition)).isEqualTo(10);
        assertThat(census.cut(partition, 4, List.of(), Map.of())).isEqualTo(3);
        assertThat(cutIds()).containsExactly(
                List.of("r0", "r1", "r2", "r3"), List.of("r4", "r5", "r6", "r7"), List.of("r8", "r9"));
        assertThat(run.partition().expected()).isEqualTo(10);
    }

    @Test
    void startsOfStretches_areTheFirstIdsOfTheWindows() {
        run.census(false, TEN);
        List<String> starts = census.idsAtStarts(partition, 4);
        census.cut(partition, 4, starts, Map.of());

        assertThat(starts).containsExactly("r0", "r4", "r8").isEqualTo(cutIds().stream().map(List::getFirst).toList());
    }

    @Test
    void cut_canBeRepeated_andWhatIsCutStays() {
        run.census(false, TEN);
        census.cut(partition, 4, List.of(), Map.of());
        List<List<String>> before = cutIds();

        assertThat(census.cut(partition, 4, List.of(), Map.of())).isEqualTo(3);
        assertThat(cutIds()).isEqualTo(before);
        assertThat(TestStore.count("backfill_window")).isEqualTo(1 + 3 + 2);
    }

    @Test
    void windowsThatFollow_areAddedOnce_alsoToAnEmptyPartition() {
        assertThat(census.cut(partition, 1, List.of(), Map.of())).isZero();
        assertThat(census.cut(partition, 1, List.of(), Map.of())).isZero();

        assertThat(windows.listOpen(run.reference(), WindowKind.RECORDS, 10)).isEmpty();
        assertThat(windows.listOpen(run.reference(), WindowKind.CHANGES, 10)).hasSize(1);
        assertThat(windows.listOpen(run.reference(), WindowKind.FINAL_CENSUS, 10)).hasSize(1);
        assertThat(run.partition().expected()).isZero();
    }

    @Test
    void finalCensus_isNoPartOfThePlan() {
        run.census(false, "r0");
        run.census(true, TEN);

        assertThat(census.count(partition)).isEqualTo(1);
        assertThat(census.idsAtStarts(partition, 1)).containsExactly("r0");
        assertThat(census.cut(partition, 5, List.of(), Map.of())).isEqualTo(1);
    }

    @Test
    void ranges_runFromEachStartToTheNext_andTheOldestToTheRunsStart() {
        run.census(false, TEN);
        Instant newest = Instant.parse("2025-05-01T00:00:00Z");
        Instant older = Instant.parse("2022-03-04T00:00:00Z");
        census.cut(partition, 4, List.of("r0", "r4", "r8"), Map.of("r0", newest, "r4", older));

        assertThat(TestStore.sql().sql("select ordinal || ' ' || coalesce(range_from::text, '-') || ' ' || coalesce(range_to::text, '-') from backfill_window where kind = 'RECORDS' order by ordinal")
                .query(String.class).list())
                .containsExactly("1 2022-03-04 00:00:00+00 2025-05-01 00:00:00+00", "2 2020-01-01 00:00:00+00 2022-03-04 00:00:00+00", "3 - -");
        assertThat(windows.listOpen(run.reference(), WindowKind.RECORDS, 1).getFirst().summary())
                .isEqualTo("records 1, 2022-03-04 to 2025-05-01, 4 records");
    }

    @Test
    void restartedCensus_beginsFromNothing_andLeavesTheOtherCensusAlone() {
        LeasedWindow first = run.leased(WindowKind.CENSUS);
        run.census(false, TEN);
        run.census(true, "r0", "r1");

        windows.restart(first, "the cursor led in a circle");
        assertThat(census.count(partition)).isZero();
        assertThat(TestStore.count("census_record where final")).isEqualTo(2);

        run.census(false, TEN);
        windows.restart(run.leased(WindowKind.FINAL_CENSUS), "expired");
        assertThat(census.count(partition)).isEqualTo(10);
        assertThat(TestStore.count("census_record where final")).isZero();

        run.census(true, "r0");
        windows.restart(run.leased(WindowKind.CHANGES), "expired");
        assertThat(TestStore.count("census_record")).isEqualTo(11);
    }
}
