package dev.backfill.store.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.TestRun;
import dev.backfill.store.TestStore;
import dev.backfill.store.run.RunStore;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.Verdict;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SourceStatusStoreTest {
    private final RunStore runs = new RunStore(TestStore.database());
    private final SourceStatusStore statuses = new SourceStatusStore(TestStore.database(), runs);

    @BeforeEach
    void clear() {
        TestStore.clear();
    }

    private static void watermark(String partition, String from, String until, boolean addsUp) {
        TestStore.sql().sql("""
                        insert into watermark (source, partition_id, key, complete_from, complete_until, adds_up, run_id)
                        values ('sample', ?, 'A', ?::timestamptz, ?::timestamptz, ?, 'earlier')""")
                .params(partition, from, until, addsUp).update();
    }

    @Test
    void source_isCompleteWhereEveryPartitionIs() {
        watermark("1", "2020-01-01T00:00:00Z", "2025-06-01T00:00:00Z", true);
        watermark("2", "2021-01-01T00:00:00Z", "2025-07-01T00:00:00Z", true);
        SourceStatus status = statuses.of("sample");
        assertThat(status.watermark()).isEqualTo(Instant.parse("2025-06-01T00:00:00Z"));
        assertThat(status.completeFrom()).isEqualTo(Instant.parse("2021-01-01T00:00:00Z"));

        TestStore.sql().sql("update watermark set complete_from = null where partition_id = '1'").update();
        assertThat(statuses.of("sample").completeFrom()).isNull();
    }

    @Test
    void periodThatIsNoLongerPulled_isNotBehind() {
        watermark("2019-01", "2019-01-01T00:00:00Z", "2020-06-01T00:00:00Z", false);
        watermark(TestRun.BOX, "2025-01-01T00:00:00Z", "2025-07-01T00:00:00Z", false);
        assertThat(statuses.of("sample").watermark()).as("before any run has ended").isNull();

        TestRun.underWay("run-1");
        runs.finish("run-1", RunState.COMPLETED, Verdict.VERIFIED, null);
        SourceStatus status = statuses.of("sample");
        assertThat(status.watermark()).isEqualTo(Instant.parse("2025-07-01T00:00:00Z"));
        assertThat(status.completeFrom()).isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
    }
}
