package dev.backfill.store.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.store.TestRun;
import dev.backfill.store.TestStore;
import dev.backfill.store.page.PageWriter;
import dev.backfill.store.page.Samples;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.plan.WindowReference;
import dev.backfill.workflows.pull.WindowResult;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.EmptyResultDataAccessException;

class WindowStoreTest {
    private final WindowStore windows = new WindowStore(TestStore.database());
    private final PageWriter writer = new PageWriter(TestStore.database());
    private TestRun run;

    @BeforeEach
    void begin() {
        TestStore.clear();
        run = TestRun.underWay("run-1");
    }

    @Test
    void acquire_raisesTheLease_andSaysWhatTheWindowIs() {
        long id = run.window(WindowKind.CHANGES);

        LeasedWindow first = windows.acquire(id);
        LeasedWindow second = windows.acquire(id);

        assertThat(second.lease()).isGreaterThan(first.lease());
        assertThat(second.kind()).isEqualTo(WindowKind.CHANGES);
        assertThat(second.partition()).isEqualTo(run.partition().id());
        assertThat(second.partitionId()).isEqualTo(TestRun.BOX);
        assertThat(second.partitionKey()).isEqualTo("BOX");
        assertThat(second.runId()).isEqualTo("run-1");
        assertThat(second.range()).isEqualTo(TestRun.RANGE);
        assertThat(second.runStartedAt()).isEqualTo(run.partition().runStartedAt());
        assertThat(second.recordIds()).isEmpty();
        assertThat(second.cursor()).isNull();
        assertThat(second.pulled()).isFalse();
        assertThat(TestStore.value("select attempts from backfill_window where id = " + id)).isEqualTo("2");
    }

    @Test
    void acquire_beginsThePartition_andDoesNotReopenAnEndedOne() {
        long id = run.census();
        windows.acquire(id);
        assertThat(TestStore.value("select state || ' ' || (started_at is not null) from backfill_partition")).isEqualTo("RUNNING true");

        TestStore.sql().sql("update backfill_partition set state = 'CANCELLED', finished_at = now()").update();
        windows.acquire(id);
        assertThat(TestStore.value("select state from backfill_partition")).isEqualTo("CANCELLED");
    }

    @Test
    void unknownWindow_isRefused() {
        assertThatThrownBy(() -> windows.acquire(-1)).isInstanceOf(EmptyResultDataAccessException.class);
    }

    /** As after a restore to an earlier second, when ids are given again. */
    @Test
    void idThatIsNowAnothersWindow_isRefused_andItsHolderKeepsIt() {
        WindowReference census = windows.listOpen(run.reference(), WindowKind.CENSUS, 1).getFirst();
        long lease = windows.acquire(census).lease();

        for (WindowReference other : List.of(
                new WindowReference(census.id(), "sample", WindowKind.CENSUS, "", "run-2", 1),
                new WindowReference(census.id(), "sample", WindowKind.CENSUS, "", "run-1", 2),
                new WindowReference(census.id(), "other", WindowKind.CENSUS, "", null, null),
                new WindowReference(census.id(), "sample", WindowKind.RECORDS, "", null, null))) {
            assertThatThrownBy(() -> windows.acquire(other)).isInstanceOf(EmptyResultDataAccessException.class);
        }
        assertThat(TestStore.value("select lease from backfill_window where id = " + census.id())).isEqualTo(String.valueOf(lease));
        assertThat(windows.acquire(new WindowReference(census.id(), "sample", WindowKind.CENSUS, "", null, null)).lease())
                .as("as histories of before name it").isEqualTo(lease + 1);
    }

    @Test
    void listOpen_leavesOutPulledWindows_andOtherKinds_andKeepsTheOrder() {
        long first = run.window(WindowKind.RECORDS);
        long second = run.window(WindowKind.RECORDS);
        long third = run.window(WindowKind.RECORDS);
        run.window(WindowKind.CHANGES);
        writer.write(windows.acquire(second), Samples.page(1, null));

        assertThat(windows.listOpen(run.reference(), WindowKind.RECORDS, 10)).extracting(WindowReference::id).containsExactly(first, third);
        assertThat(windows.listOpen(run.reference(), WindowKind.RECORDS, 1)).extracting(WindowReference::id).containsExactly(first);
        assertThat(windows.listOpen(run.reference(), WindowKind.CHANGES, 10))
                .singleElement()
                .satisfies(window -> assertThat(window.summary()).isEqualTo("changes"));
    }

    @Test
    void restart_beginsAnew_andKeepsWhatIsStored() {
        LeasedWindow window = run.leased(WindowKind.CHANGES);
        writer.write(window, Samples.page(1, "far", Samples.alone(Samples.item("a", "first", Samples.UPDATED))));

        windows.restart(window, "the token has expired");

        LeasedWindow again = windows.acquire(window.id());
        assertThat(again.cursor()).isNull();
        assertThat(again.restarts()).isEqualTo(1);
        assertThat(again.counts()).isEqualTo(new WindowResult(0, 0, 0, 0));
        assertThat(TestStore.count("sample.item")).isEqualTo(1);
        assertThat(TestStore.value("select last_error from backfill_window where id = " + window.id())).isEqualTo("the token has expired");
    }

    @Test
    void restart_byAnEarlierAttempt_isRefused() {
        LeasedWindow zombie = run.leased(WindowKind.CENSUS);
        LeasedWindow successor = windows.acquire(zombie.id());
        writer.write(successor, new dev.backfill.store.page.IdPage(java.util.List.of("a"), "next"));

        assertThatThrownBy(() -> windows.restart(zombie, "late")).isInstanceOf(LeaseLostException.class);
        assertThat(TestStore.count("census_record")).isEqualTo(1);
        assertThat(windows.acquire(zombie.id()).cursor()).isEqualTo("next");
    }

    @Test
    void error_isNotedByTheHolderAlone_andForgottenWithTheNextPage() {
        LeasedWindow zombie = run.leased(WindowKind.CHANGES);
        LeasedWindow successor = windows.acquire(zombie.id());
        windows.recordError(successor, "weather");
        windows.recordError(zombie, "late");
        assertThat(TestStore.value("select last_error from backfill_window where id = " + zombie.id())).isEqualTo("weather");

        writer.write(successor, Samples.page(1, "next"));
        assertThat(TestStore.value("select coalesce(last_error, 'none') from backfill_window where id = " + zombie.id())).isEqualTo("none");
    }
}
