package dev.backfill.store.page;

import static dev.backfill.store.page.Samples.UPDATED;
import static dev.backfill.store.page.Samples.alone;
import static dev.backfill.store.page.Samples.item;
import static dev.backfill.store.page.Samples.note;
import static dev.backfill.store.page.Samples.page;
import static dev.backfill.store.page.Samples.withNotes;
import static dev.backfill.store.page.Samples.withSomeNotes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.TestRun;
import dev.backfill.store.TestStore;
import dev.backfill.store.window.LeasedWindow;
import dev.backfill.workflows.plan.WindowKind;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartsTest {
    private final PageWriter writer = new PageWriter(TestStore.database());
    private final Row item = item("a", "same", UPDATED);
    private final Row first = note("n1", "a", "first", UPDATED);
    private final Row second = note("n2", "a", "second", UPDATED);
    private LeasedWindow window;

    @BeforeEach
    void begin() {
        TestStore.clear();
        window = TestRun.underWay("run-1").leased(WindowKind.RECORDS);
    }

    private void write(long fetchOrder, PageRecord... records) {
        writer.write(window, page(fetchOrder, "next", records));
    }

    private static List<String> there() {
        return TestStore.sql().sql("select id from sample.note where deleted_at is null order by id").query(String.class).list();
    }

    @Test
    void parts_areStoredWithTheirRecord() {
        write(1, withNotes(item, first, second), withNotes(item("b", "other", UPDATED), note("n3", "b", "third", UPDATED)));

        assertThat(there()).containsExactly("n1", "n2", "n3");
        assertThat(TestStore.value("select item_id || ' ' || body from sample.note where id = 'n3'")).isEqualTo("b third");
    }

    @Test
    void absentPart_isMarked_thoughItsRecordIsUnchanged() {
        write(1, withNotes(item, first, second));
        write(2, withNotes(item, second));

        assertThat(there()).containsExactly("n2");
        assertThat(TestStore.value("select body || ' ' || last_changed_run from sample.note where id = 'n1'")).isEqualTo("first run-1");
    }

    @Test
    void allPartsAbsent_areMarked() {
        write(1, withNotes(item, first, second));
        write(2, withNotes(item));

        assertThat(there()).isEmpty();
        assertThat(TestStore.count("sample.note")).isEqualTo(2);
    }

    @Test
    void partsOfOtherRecords_areLeftAlone() {
        write(1, withNotes(item, first), withNotes(item("b", "other", UPDATED), note("n3", "b", "third", UPDATED)));
        write(2, withNotes(item));

        assertThat(there()).containsExactly("n3");
    }

    @Test
    void recordWithoutWordOfItsParts_leavesThemAlone() {
        write(1, withNotes(item, first));
        write(2, alone(item), withNotes(item("b", "other", UPDATED)));

        assertThat(there()).containsExactly("n1");
    }

    @Test
    void incompleteParts_markNothing_butAreStored() {
        write(1, withNotes(item, first));
        write(2, withSomeNotes(item, second));

        assertThat(there()).containsExactly("n1", "n2");
    }

    @Test
    void markedPart_isNotBroughtBackByAnEarlierFetch() {
        write(1, withNotes(item, first, second));
        write(5, withNotes(item, second));
        write(3, withNotes(item, first, second));

        assertThat(there()).containsExactly("n2");
    }

    @Test
    void markedPart_isBroughtBackByALaterFetch() {
        write(1, withNotes(item, first, second));
        write(5, withNotes(item, second));
        write(6, withNotes(item, first, second));

        assertThat(there()).containsExactly("n1", "n2");
    }

    @Test
    void earlierFetch_doesNotMarkWhatALaterOneBrought() {
        write(5, withNotes(item, first, second));
        write(3, withNotes(item, first));

        assertThat(there()).containsExactly("n1", "n2");
    }

    @Test
    void unchangedPart_isNotRewritten() {
        write(1, withNotes(item, first));
        String before = TestStore.value("select xmin || ' ' || ctid from sample.note");
        write(2, withNotes(item("a", "changed", UPDATED.plusSeconds(1)), first));

        assertThat(TestStore.value("select xmin || ' ' || ctid from sample.note")).isEqualTo(before);
    }
}
