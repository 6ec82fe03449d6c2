package dev.backfill.store.page;

import static dev.backfill.store.page.Samples.UPDATED;
import static dev.backfill.store.page.Samples.alone;
import static dev.backfill.store.page.Samples.item;
import static dev.backfill.store.page.Samples.note;
import static dev.backfill.store.page.Samples.page;
import static dev.backfill.store.page.Samples.utf8;
import static dev.backfill.store.page.Samples.withNotes;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeadLetterTest {
    /** PostgreSQL holds numbers of at most 131,072 digits before the point. */
    private static final String HUGE_NUMBER = "{\"size\":1e200000}";

    private final PageWriter writer = new PageWriter(TestStore.database());
    private TestRun run;
    private LeasedWindow window;

    @BeforeEach
    void begin() {
        TestStore.clear();
        run = TestRun.underWay("run-1");
        window = run.leased(WindowKind.RECORDS);
    }

    static Stream<Row> poison() {
        return Stream.of(
                item("poison", "number", UPDATED, HUGE_NUMBER),
                item("poison", "text", UPDATED, "{\"name\":\"a\\u0000b\"}"),
                item("poison", "half", UPDATED, "{\"name\":"),
                item("poison", "NUL in\0text", UPDATED, "{}"),
                item("poison", "long ago", Instant.parse("-200000-01-01T00:00:00Z"), "{}"));
    }

    @ParameterizedTest
    @MethodSource("poison")
    void poisonRecord_isSetAsideWithItsPayload_andTheOther99AreStored(Row poison) {
        List<PageRecord> records = new ArrayList<>();
        for (int number = 0; number < 99; number++) {
            records.add(alone(item("r" + number, "sound", UPDATED)));
        }
        records.add(61, alone(poison));

        WindowResult counts = writer.write(window, page(1, "next", records.toArray(PageRecord[]::new)));

        assertThat(counts).isEqualTo(new WindowResult(100, 99, 0, 1));
        assertThat(TestStore.count("sample.item")).isEqualTo(99);
        assertThat(TestStore.count("sample.item where id = 'poison'")).isZero();
        assertThat(TestStore.count("fetched_record where record_id = 'poison'")).isZero();
        assertThat(TestStore.value("select record_id || ' ' || run_id || ' ' || (resolved_at is null) from dead_letter")).isEqualTo("poison run-1 true");
        assertThat(TestStore.value("select reason from dead_letter")).startsWith("PostgreSQL cannot hold it");
        assertThat(TestStore.sql().sql("select payload from dead_letter").query(byte[].class).single()).isEqualTo(poison.raw());
        assertThat(TestStore.value("select cursor from backfill_window where id = " + window.id())).isEqualTo("next");
    }

    @Test
    void poisonPart_setsItsRecordAside_andNotTheOthers() {
        Row poison = new Row("n1", "a", UPDATED, UPDATED, List.of("body"), utf8(HUGE_NUMBER), new byte[32], List.of());

        WindowResult counts = writer.write(window, page(1, "next",
                withNotes(item("a", "first", UPDATED), poison), withNotes(item("b", "second", UPDATED), note("n2", "b", "fine", UPDATED))));

        assertThat(counts).isEqualTo(new WindowResult(2, 1, 0, 1));
        assertThat(TestStore.value("select string_agg(id, ',') from sample.item")).isEqualTo("b");
        assertThat(TestStore.value("select string_agg(id, ',') from sample.note")).isEqualTo("n2");
    }

    @Test
    void everyRecordPoison_theCursorStillMoves() {
        WindowResult counts = writer.write(window, page(1, null,
                alone(item("a", "x", UPDATED, HUGE_NUMBER)), alone(item("b", "x", UPDATED, HUGE_NUMBER)), alone(item("c", "x", UPDATED, HUGE_NUMBER))));

        assertThat(counts).isEqualTo(new WindowResult(3, 0, 0, 3));
        assertThat(TestStore.count("dead_letter")).isEqualTo(3);
        assertThat(TestStore.value("select state from backfill_window where id = " + window.id())).isEqualTo("PULLED");
    }

    private static RecordPage rejecting(String id, String reason) {
        return new RecordPage(1, Samples.ITEM, List.of(), List.of(new RejectedRecord(id, reason, null)), "next");
    }

    @Test
    void rejectedRecord_isCountedAndKept_onceForEachReason() {
        assertThat(writer.write(window, rejecting("a", "no fields"))).isEqualTo(new WindowResult(1, 0, 0, 1));
        writer.write(window, rejecting("a", "no fields"));
        writer.write(window, rejecting("a", "something else"));
        writer.write(window, rejecting(null, "no id"));
        writer.write(window, rejecting(null, "no id"));

        assertThat(TestStore.count("dead_letter")).isEqualTo(3);
    }

    @Test
    void deadLetter_isResolved_whenTheRecordIsFetchedAgainAndStored() {
        writer.write(window, rejecting("a", "cannot be fetched"));
        writer.write(window, rejecting("b", "cannot be fetched"));

        writer.write(run.leased(WindowKind.REFETCH), page(2, null, alone(item("a", "mended", UPDATED))));

        assertThat(TestStore.value("select string_agg(record_id, ',') from dead_letter where resolved_at is null")).isEqualTo("b");
    }

    @Test
    void deadLetter_isOpenedAgain_whenTheRecordFailsAgain() {
        writer.write(window, page(1, "next", alone(item("a", "x", UPDATED, HUGE_NUMBER))));

        LeasedWindow refetch = run.leased(WindowKind.REFETCH);
        writer.write(refetch, page(2, null, alone(item("a", "x", UPDATED, HUGE_NUMBER))));

        assertThat(TestStore.count("dead_letter")).isEqualTo(1);
        assertThat(TestStore.count("dead_letter where resolved_at is null")).isEqualTo(1);
    }
}
