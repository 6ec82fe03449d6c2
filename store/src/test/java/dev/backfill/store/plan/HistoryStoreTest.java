package dev.backfill.store.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.backfill.store.TestRun;
import dev.backfill.store.TestStore;
import dev.backfill.store.page.IdPage;
import dev.backfill.store.page.PageWriter;
import dev.backfill.store.plan.History.Quantiles;
import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.window.LeasedWindow;
import dev.backfill.store.window.WindowStore;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.Verdict;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryStoreTest {
    private final HistoryStore history = new HistoryStore(TestStore.database());
    private final PredictionStore predictions = new PredictionStore(TestStore.database());

    @BeforeEach
    void clear() {
        TestStore.clear();
    }

    @Test
    void nothingFinished_isNoHistory() {
        TestRun.underWay("run-1");

        assertThat(history.of("sample")).isEqualTo(History.NONE);
        assertThat(history.lastCounts("sample")).isEmpty();
    }

    /** Eleven windows of 100 records in 20 requests, of 10 to 30 seconds, one after another, with 5 seconds left for the partition. */
    @Test
    void quantiles_areThoseOfTheWindows_andOfWhatLiesBetween() {
        TestRun run = TestRun.underWay("run-1");
        TestStore.sql().sql("update backfill_partition set started_at = '2026-01-01T00:00:00Z', final_expected = 1100").update();
        TestStore.sql().sql("""
                insert into backfill_window (partition, kind, ordinal, state, fetched, requests, started_at, finished_at)
                select ?, 'RECORDS', n, 'PULLED', 100, 20, at + make_interval(secs => (n - 1) * 100),
                    at + make_interval(secs => (n - 1) * 100 + 10 + (n - 1) * 2)
                from generate_series(1, 11) n, (select '2026-01-01T00:00:00Z'::timestamptz as at)""").param(run.partition().id()).update();
        // 11 windows take 10 + 12 + … + 30 = 220 seconds.
        TestStore.sql().sql("update backfill_partition set finished_at = started_at + interval '225 seconds', state = 'VERIFIED'").update();
        assertThat(history.of("sample")).as("not finished").isEqualTo(History.NONE);

        new RunStore(TestStore.database()).finish("run-1", RunState.COMPLETED, Verdict.VERIFIED, null);
        History found = history.of("sample");
        assertThat(found.runs()).isEqualTo(1);
        assertThat(found.windows()).isEqualTo(11);
        assertThat(found.requestsPerRecord()).isCloseTo(0.2, within(1e-9));
        assertClose(found.secondsPerRequest(), new Quantiles(0.6, 1.0, 1.4));
        assertClose(found.secondsBetween(), new Quantiles(5, 5, 5));
        assertThat(history.lastCounts("sample")).isEqualTo(java.util.Map.of(TestRun.BOX, 1_100L));
        assertThat(history.of("other")).isEqualTo(History.NONE);
    }

    private static void assertClose(Quantiles found, Quantiles expected) {
        assertThat(found.p10()).isCloseTo(expected.p10(), within(1e-6));
        assertThat(found.p50()).isCloseTo(expected.p50(), within(1e-6));
        assertThat(found.p90()).isCloseTo(expected.p90(), within(1e-6));
    }

    @Test
    void requestsOfRunPartitionAndWindows_addUp_besideThePrediction() {
        TestRun run = TestRun.underWay("run-1");
        assertThat(predictions.ofRun("run-1")).isEmpty();
        predictions.predict("run-1", new PlanTotals(1, 0, 1, 10, 1, 9, new Seconds(1, 2, 3)));
        predictions.predict("run-1", new PlanTotals(1, 0, 1, 99, 1, 99, new Seconds(9, 9, 9)));

        new RunStore(TestStore.database()).addRequests("run-1", 1);
        new PartitionStore(TestStore.database()).addRequests(run.reference(), 2);
        LeasedWindow census = run.leased(WindowKind.CENSUS);
        new PageWriter(TestStore.database()).write(census, new IdPage(List.of("a"), "next"), 4);
        new WindowStore(TestStore.database()).addRequests(census.id(), 8);

        assertThat(predictions.ofRun("run-1")).contains(new Prediction(null, 10, 9, new Seconds(1, 2, 3), 15));
    }
}
