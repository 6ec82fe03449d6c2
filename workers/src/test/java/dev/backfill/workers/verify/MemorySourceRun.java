package dev.backfill.workers.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.run.PartitionView;
import dev.backfill.store.run.ProgressStore;
import dev.backfill.store.run.RunProgress;
import dev.backfill.workers.BackfillHarness;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.source.MemorySource;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A run of a source that lies in memory and can be made as peculiar as a vendor. */
@Timeout(180)
abstract class MemorySourceRun {
    static final Instant FIRST = Instant.parse("2026-01-01T12:00:00Z");
    static final DateRange RANGE = new DateRange(Instant.parse("2025-12-31T00:00:00Z"), Instant.parse("2026-06-01T00:00:00Z"));

    MemorySource source;
    BackfillHarness worker;

    @BeforeEach
    void begin() {
        TestDatabase.clear();
        source = new MemorySource();
        worker = new BackfillHarness(TestDatabase.pool(), source, 10);
    }

    @AfterEach
    void end() {
        worker.close();
    }

    static Instant at(int minute) {
        return FIRST.plus(Duration.ofMinutes(minute));
    }

    /** @return ids, oldest first */
    List<String> fill(String box, int count) {
        List<String> ids = IntStream.range(0, count).mapToObj(number -> "%s%03d".formatted(box, number)).toList();
        for (int number = 0; number < count; number++) {
            source.put(ids.get(number), box, at(number));
        }
        return ids;
    }

    PartitionReference only() {
        return worker.begin(source, RANGE).getFirst();
    }

    static List<String> stored() {
        return TestDatabase.texts("select id from memory.item where deleted_at is null order by id");
    }

    static RunProgress progress(PartitionReference partition) {
        return new ProgressStore(TestDatabase.pool()).ofRun(partition.runId());
    }

    static PartitionView view(PartitionReference partition) {
        return new ProgressStore(TestDatabase.pool()).partitions(partition.runId()).get(partition.ordinal() - 1);
    }

    static void assertVerified(PartitionResult result, long records) {
        assertThat(result.state()).as("%s", result).isEqualTo(PartitionState.VERIFIED);
        assertThat(result.expected()).isEqualTo(records);
        assertThat(result.stored()).isEqualTo(records);
    }

    static Instant watermark() {
        return TestDatabase.sql().sql("select complete_until from watermark").query((row, number) -> row.getTimestamp(1).toInstant()).single();
    }
}
