package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.DataAccessException;

/** Counts the rows that a reader sees, again and again while a run goes on. */
final class VisibleRows implements AutoCloseable {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<Long> counts = new ArrayList<>();

    static VisibleRows watch(SystemUnderTest system) {
        VisibleRows rows = new VisibleRows();
        rows.timer.scheduleWithFixedDelay(() -> rows.look(system), 0, 500, TimeUnit.MILLISECONDS);
        return rows;
    }

    private void look(SystemUnderTest system) {
        try {
            long visible = system.sql().sql("select count(*) from jira.issue where deleted_at is null").query(Long.class).single();
            synchronized (counts) {
                counts.add(visible);
            }
        } catch (DataAccessException away) {
            // PostgreSQL is among those that are killed.
        }
    }

    void assertNeverFell(long atMost) {
        synchronized (counts) {
            assertThat(counts).isSorted().hasSizeGreaterThan(5);
            assertThat(counts.getLast()).isLessThanOrEqualTo(atMost);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
