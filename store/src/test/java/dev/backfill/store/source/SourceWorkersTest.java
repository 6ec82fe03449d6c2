package dev.backfill.store.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.TestStore;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SourceWorkersTest {
    private final SourceWorkers workers = new SourceWorkers(TestStore.database());

    @BeforeEach
    void clear() {
        TestStore.sql().sql("truncate source_worker").update();
    }

    @Test
    void reportOfAWorker_isItsLastOne() {
        workers.report("sample", "a", List.of("URL", "TOKEN"));
        workers.report("sample", "b", List.of("TOKEN"));
        workers.report("other", "a", List.of());
        workers.report("sample", "a", List.of());

        assertThat(workers.of("sample")).containsExactly(new WorkerReport(List.of(), true), new WorkerReport(List.of("TOKEN"), true));
        assertThat(workers.of("nothing")).isEmpty();
    }

    @Test
    void silence_isCountedByTheDatabasesClock_andLongSilenceEndsWithTheNextReport() {
        workers.report("sample", "silent", List.of());
        age("silent", "59 seconds");
        assertThat(workers.of("sample")).allMatch(WorkerReport::serves);
        age("silent", "61 seconds");
        assertThat(workers.of("sample")).containsExactly(new WorkerReport(List.of(), false)).noneMatch(WorkerReport::serves);

        age("silent", "2 hours");
        assertThat(workers.of("sample")).hasSize(1);
        workers.report("other", "new", List.of());
        assertThat(workers.of("sample")).hasSize(1);
        workers.report("sample", "new", List.of("TOKEN"));
        assertThat(workers.of("sample")).containsExactly(new WorkerReport(List.of("TOKEN"), true));
    }

    private static void age(String worker, String by) {
        TestStore.sql().sql("update source_worker set seen_at = now() - ?::interval where worker = ?").params(by, worker).update();
    }
}
