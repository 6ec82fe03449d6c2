package dev.backfill.workers.source.fireflies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.simulator.fireflies.FirefliesOptions;
import dev.backfill.workers.BackfillHarness;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole runs over Fireflies, as the activities of a worker do them: months one after another, the newest first. */
@Timeout(120)
class FirefliesRunTest {
    private static final FirefliesOptions OPTIONS = overSixMonths(60);

    private final List<PartitionResult> results = new ArrayList<>();
    private FirefliesFixture fireflies;
    private BackfillHarness worker;

    private static FirefliesOptions overSixMonths(int meetings) {
        FirefliesOptions usual = FirefliesOptions.defaults();
        return new FirefliesOptions(meetings, 6, usual.token(), usual.processing(), usual.unprocessed(), usual.quota());
    }

    private void begin(FirefliesOptions options) {
        TestDatabase.clear();
        fireflies = new FirefliesFixture(options);
        worker = new BackfillHarness(TestDatabase.pool(), fireflies.source(), 100);
    }

    @AfterEach
    void end() {
        worker.close();
        fireflies.close();
        TestDatabase.clear();
    }

    private void run(String run, String parameters, RunMode mode) {
        results.clear();
        for (PartitionReference month : worker.begin(run, fireflies.range(), parameters, mode)) {
            results.add(worker.pullAndProve(month));
        }
        worker.runs.finish(run, null, null);
        assertThat(results).allSatisfy(result -> assertThat(result.state()).as("%s", results).isEqualTo(PartitionState.VERIFIED));
    }

    private List<String> newest(int count) {
        return fireflies.meetings().stream().limit(count).map(line -> line.get("id").asString()).toList();
    }

    private static List<String> stored() {
        return TestDatabase.texts("select id from fireflies.transcript where deleted_at is null");
    }

    private long expected() {
        return results.stream().mapToLong(PartitionResult::expected).sum();
    }

    @Test
    void limit_takesExactlyTheNewest_overAllMonths() {
        begin(OPTIONS);

        run("fireflies-2026-01-02-few", "{\"limit\":25}", RunMode.FULL);
        assertThat(stored()).containsExactlyInAnyOrderElementsOf(newest(25));
        assertThat(expected()).isEqualTo(25);
        assertThat(results).filteredOn(result -> result.expected() > 0).as("months that it reaches into").hasSizeGreaterThan(1);

        run("fireflies-2026-01-02-more", "{\"limit\":40}", RunMode.FULL);
        assertThat(stored()).containsExactlyInAnyOrderElementsOf(newest(40));
        run("fireflies-2026-01-02-all", "{\"limit\":1000}", RunMode.FULL);
        assertThat(stored()).hasSize(60).containsExactlyInAnyOrderElementsOf(newest(60));
        assertThat(expected()).isEqualTo(60);
    }

    @Test
    void meetingsStillBeingProcessed_areNamed_andStoredByTheNextRun() {
        begin(OPTIONS.withProcessing(Duration.ofDays(1), 3));
        List<String> unprocessed = fireflies.meetings().stream()
                .filter(line -> !line.get("processed").asBoolean())
                .map(line -> line.get("id").asString())
                .toList();
        assertThat(unprocessed).hasSize(3);

        run("fireflies-2026-01-02-early", "{}", RunMode.FULL);
        assertThat(stored()).hasSize(57).doesNotContainAnyElementsOf(unprocessed);
        assertThat(expected()).isEqualTo(57);
        assertThat(results).filteredOn(result -> result.reason() != null)
                .extracting(PartitionResult::reason)
                .satisfies(reasons -> assertThat(String.join(" ", reasons)).contains(unprocessed));

        unprocessed.forEach(fireflies::finish);
        run("fireflies-2026-01-02-later", "{}", RunMode.INCREMENTAL);
        assertThat(stored()).containsExactlyInAnyOrderElementsOf(newest(60));
        assertThat(fireflies.meetings()).allSatisfy(line -> assertThat(sentencesOf(line.get("id").asString())).isEqualTo(line.get("sentences").asLong()));
    }

    private static long sentencesOf(String id) {
        return TestDatabase.count("fireflies.sentence where deleted_at is null and transcript_id = '" + id + "'");
    }
}
