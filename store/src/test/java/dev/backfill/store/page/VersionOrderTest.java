package dev.backfill.store.page;

import static dev.backfill.store.page.Samples.UPDATED;
import static dev.backfill.store.page.Samples.alone;
import static dev.backfill.store.page.Samples.item;
import static dev.backfill.store.page.Samples.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.TestRun;
import dev.backfill.store.TestStore;
import dev.backfill.store.window.LeasedWindow;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.pull.WindowResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No row ever goes back: what wins is the later time of change, then the later fetch, in whatever order the pages arrive. */
class VersionOrderTest {
    private final PageWriter writer = new PageWriter(TestStore.database());
    private LeasedWindow window;

    @BeforeEach
    void begin() {
        TestStore.clear();
        window = TestRun.underWay("run-1").leased(WindowKind.RECORDS);
    }

    record Version(String name, @Nullable Instant updated, long fetchOrder) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Three versions of one record, the first of which must win. */
    static Stream<List<Version>> versions() {
        return Stream.of(
                List.of(new Version("newest", UPDATED, 1), new Version("middle", UPDATED.minusSeconds(1), 2), new Version("oldest", UPDATED.minusSeconds(2), 3)),
                List.of(new Version("newest", UPDATED, 3), new Version("middle", UPDATED.minusSeconds(1), 2), new Version("oldest", UPDATED.minusSeconds(2), 1)),
                List.of(new Version("fetched last", UPDATED, 30), new Version("fetched second", UPDATED, 20), new Version("fetched first", UPDATED, 10)),
                List.of(new Version("fetched last", null, 30), new Version("fetched second", null, 20), new Version("fetched first", null, 10)),
                List.of(new Version("dated", UPDATED, 1), new Version("undated later", null, 2), new Version("undated latest", null, 3)),
                List.of(new Version("newer, fetched first", UPDATED, 5), new Version("older, fetched last", UPDATED.minusMillis(1), 9), new Version("older, fetched between", UPDATED.minusMillis(1), 7)));
    }

    private static List<List<Version>> permutations(List<Version> versions) {
        if (versions.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Version>> all = new ArrayList<>();
        for (Version first : versions) {
            List<Version> rest = new ArrayList<>(versions);
            rest.remove(first);
            for (List<Version> tail : permutations(rest)) {
                List<Version> permutation = new ArrayList<>(List.of(first));
                permutation.addAll(tail);
                all.add(permutation);
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyOrderOfArrival_endsWithTheSameRow(List<Version> versions) {
        List<List<Version>> orders = permutations(versions);
        assertThat(orders).hasSize(6);
        for (List<Version> order : orders) {
            TestStore.sql().sql("truncate sample.item").update();
            order.forEach(version -> writer.write(
                    window, page(version.fetchOrder(), "next", alone(item("a", version.name(), version.updated())))));

            assertThat(TestStore.value("select name || ' ' || fetch_order || ' ' || (raw ->> 'name') from sample.item"))
                    .as("after %s", order)
                    .isEqualTo(versions.getFirst().name() + " " + versions.getFirst().fetchOrder() + " " + versions.getFirst().name());
        }
    }

    private static String row() {
        return TestStore.value("select xmin || ' ' || ctid || ' ' || stored_at || ' ' || last_changed_run from sample.item");
    }

    @Test
    void unchangedRow_isNotRewritten() {
        writer.write(window, page(1, "next", alone(item("a", "same", UPDATED))));
        String before = row();

        WindowResult counts = writer.write(window, page(2, "next", alone(item("a", "same", UPDATED))));

        assertThat(counts).isEqualTo(new WindowResult(1, 0, 1, 0));
        assertThat(row()).isEqualTo(before);
    }

    @Test
    void olderVersion_isNotWritten() {
        writer.write(window, page(1, "next", alone(item("a", "new", UPDATED))));
        String before = row();

        assertThat(writer.write(window, page(2, "next", alone(item("a", "old", UPDATED.minusMillis(1))))).stored()).isZero();
        assertThat(row()).isEqualTo(before);
    }

    @Test
    void changedRow_isRewritten() {
        writer.write(window, page(1, "next", alone(item("a", "same", UPDATED))));
        String before = row();

        assertThat(writer.write(window, page(2, "next", alone(item("a", "same", UPDATED.plusSeconds(1))))).stored()).isEqualTo(1);
        assertThat(row()).isNotEqualTo(before);
    }

    @Test
    void deletedRow_thatIsFetchedLater_isBack_butNotByAnEarlierFetch() {
        writer.write(window, page(1, "next", alone(item("a", "same", UPDATED))));
        TestStore.sql().sql("update sample.item set deleted_at = now(), fetch_order = 10").update();

        writer.write(window, page(9, "next", alone(item("a", "same", UPDATED))));
        assertThat(TestStore.count("sample.item where deleted_at is not null")).isEqualTo(1);

        writer.write(window, page(11, "next", alone(item("a", "same", UPDATED))));
        assertThat(TestStore.count("sample.item where deleted_at is null")).isEqualTo(1);
    }

    @Test
    void fetchedVersion_isNoted_alsoWhenTheRowStaysAsItIs() {
        writer.write(window, page(1, "next", alone(item("a", "same", UPDATED))));
        writer.write(window, page(5, "next", alone(item("a", "same", UPDATED))));
        writer.write(window, page(3, "next", alone(item("a", "same", UPDATED))));

        assertThat(TestStore.value("select fetch_order from fetched_record where record_id = 'a'")).isEqualTo("5");
        assertThat(TestStore.value("select fetch_order from sample.item")).isEqualTo("1");
    }
}
