package dev.backfill.store.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.TestRun;
import dev.backfill.store.TestStore;
import dev.backfill.store.budget.RequestBudget;
import dev.backfill.store.monitoring.Figures.Runs;
import dev.backfill.store.run.RunStore;
import dev.backfill.workflows.run.RunState;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FigureStoreTest {
    private final FigureStore figures = new FigureStore(TestStore.database());

    @BeforeEach
    void begin() {
        TestStore.clear();
        TestStore.sql().sql("delete from watermark").update();
        TestStore.sql().sql("delete from source_budget").update();
    }

    @Test
    void nothingStored_isNoFigures() {
        assertThat(figures.read()).isEqualTo(Figures.NONE);
    }

    @Test
    void oldestWatermark_budgetAndRunsOfEachSource() {
        RunStore runs = new RunStore(TestStore.database());
        runs.insert(TestRun.asked("sample-1"));
        runs.insert(TestRun.asked("sample-2"));
        TestRun.underWay("sample-3");
        TestStore.sql().sql("""
                        insert into watermark (source, partition_id, key, complete_until, run_id) values
                          ('sample', '1', 'A', now() - interval '1 minute', 'sample-1'),
                          ('sample', '2', 'B', now() - interval '1 hour', 'sample-1'),
                          ('other', '1', 'A', now() + interval '1 hour', 'other-1')""")
                .update();
        RequestBudget budget = new RequestBudget(TestStore.database(), "sample", 5);
        budget.setRate(2.5);
        budget.throttled(Duration.ofMinutes(1), "429");

        Figures read = figures.read();

        assertThat(read.watermarks()).filteredOn(age -> age.source().equals("sample")).singleElement()
                .satisfies(age -> assertThat(age.ageSeconds()).isBetween(3_600.0, 3_660.0));
        assertThat(read.watermarks()).filteredOn(age -> age.source().equals("other")).singleElement()
                .satisfies(age -> assertThat(age.ageSeconds()).isZero());
        assertThat(read.budgets()).singleElement().satisfies(of -> {
            assertThat(of.requestsPerSecond()).isEqualTo(2.5);
            assertThat(of.blockedSeconds()).isBetween(50.0, 60.0);
        });
        assertThat(read.runs()).containsExactlyInAnyOrder(
                new Runs("sample", RunState.REQUESTED.name(), 2), new Runs("sample", RunState.RUNNING.name(), 1));
    }
}
