package dev.backfill.store.page;

import dev.backfill.store.event.RunNotifications;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Notifies those who watch a run that its numbers change, at most once a second for each run: commits that notify wait for each
 * other, in the whole database.
 */
final class ProgressSignal {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MOST_RUNS = 1_000;

    private final Map<String, Long> told = new ConcurrentHashMap<>();

    /** Part of the transaction on this connection, so that what is read after it is already there. */
    void tell(Connection connection, String runId) throws SQLException {
        if (!isDue(runId, System.nanoTime())) {
            return;
        }
        try (PreparedStatement notify = connection.prepareStatement("select pg_notify(?, ?)")) {
            notify.setString(1, RunNotifications.PROGRESS);
            notify.setString(2, runId);
            notify.execute();
        }
    }

    /** True for one caller within each interval. */
    boolean isDue(String runId, long now) {
        if (told.size() > MOST_RUNS) {
            told.clear();
        }
        Long before = told.get(runId);
        if (before == null) {
            return told.putIfAbsent(runId, now) == null;
        }
        return now - before >= INTERVAL_NANOS && told.replace(runId, before, now);
    }
}
