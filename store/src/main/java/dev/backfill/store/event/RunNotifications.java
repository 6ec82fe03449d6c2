package dev.backfill.store.event;

import dev.backfill.store.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL's notifications of runs, on a session of their own. Needs a server that sessions stay on, so no pooler of transactions. */
public class RunNotifications {
    /** Written by the triggers on runs and partitions; the payload is the run's id. */
    static final String EVENTS = "run_event";
    /** Written by the page writer; the payload is the run's id. */
    public static final String PROGRESS = "run_progress";

    private static final Logger log = LoggerFactory.getLogger(RunNotifications.class);
    /** After this long in silence, the session is asked whether it is still there. */
    private static final int LONGEST_SILENCE_MILLIS = 10_000;

    private static final int ANSWERS_WITHIN_SECONDS = 5;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** Who wants to know. Must return soon, and never throw. */
    public interface Listener {
        /** From now on everything is heard; what happened before has to be read. */
        void connected();

        /** The run has new events. */
        void changed(String runId);

        /** The run's numbers have changed, and may have changed again within the next second. */
        void progressed(String runId);
    }

    private final String url;
    private final String user;
    private final String password;
    private final String name;

    /** @param name the name that PostgreSQL shows for the session */
    public RunNotifications(String url, String user, String password, String name) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.name = name;
    }

    /** Listens until the thread is interrupted. Connects again, ever more slowly, when the session is lost. */
    public void listen(Listener listener) {
        Duration pause = SHORTEST_PAUSE;
        while (!Thread.currentThread().isInterrupted()) {
            try (Connection session = Databases.openSession(url, user, password, name)) {
                subscribe(session);
                pause = SHORTEST_PAUSE;
                listener.connected();
                hear(session, listener);
            } catch (SQLException lost) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                log.warn("not listening to PostgreSQL, next attempt in {} ms: {}", pause.toMillis(), lost.getMessage());
            }
            pause = sleep(pause);
        }
    }

    private static void subscribe(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("listen " + EVENTS + "; listen " + PROGRESS);
        }
    }

    private static void hear(Connection session, Listener listener) throws SQLException {
        PGConnection notifications = session.unwrap(PGConnection.class);
        while (!Thread.currentThread().isInterrupted()) {
            PGNotification[] heard = notifications.getNotifications(LONGEST_SILENCE_MILLIS);
            if (heard == null || heard.length == 0) {
                requireAlive(session);
                continue;
            }
            for (PGNotification notification : heard) {
                if (notification.getName().equals(EVENTS)) {
                    listener.changed(notification.getParameter());
                } else {
                    listener.progressed(notification.getParameter());
                }
            }
        }
    }

    /** A server that went without a word is told from one that has nothing to say. */
    private static void requireAlive(Connection session) throws SQLException {
        if (!session.isValid(ANSWERS_WITHIN_SECONDS)) {
            throw new SQLException("the session does not answer");
        }
    }

    private static Duration sleep(Duration pause) {
        try {
            Thread.sleep(pause.plusMillis(ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE.toMillis())));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        Duration longer = pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }
}
