package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.DataAccessException;

/** Counts the records of each source that a reader sees, again and again while runs go on. */
final class VisibleRows implements AutoCloseable {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Map<SourceUnderTest, List<Long>> counts = new HashMap<>();

    static VisibleRows watch(SystemUnderTest system) {
        VisibleRows rows = new VisibleRows();
        rows.timer.scheduleWithFixedDelay(() -> rows.look(system), 0, 500, TimeUnit.MILLISECONDS);
        return rows;
    }

    private void look(SystemUnderTest system) {
        try {
            for (SourceUnderTest source : SourcesUnderTest.all()) {
                long visible = system.count(source.id() + "." + source.recordTable() + " where deleted_at is null");
                synchronized (counts) {
                    counts.computeIfAbsent(source, key -> new ArrayList<>()).add(visible);
                }
            }
        } catch (DataAccessException away) {
            // PostgreSQL is among those that are killed.
        }
    }

    void assertNeverFell(SourceUnderTest source, long atMost) {
        synchronized (counts) {
            List<Long> seen = counts.getOrDefault(source, List.of());
            assertThat(seen).as("visible records of %s", source).isSorted().hasSizeGreaterThan(5);
            assertThat(seen.getLast()).isLessThanOrEqualTo(atMost);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
