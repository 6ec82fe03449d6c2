package dev.backfill.workers.reconcile;

import io.temporal.client.WorkflowClient;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reconciles again and again, so that what was done from outside is on record within a minute. */
@Component
public class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final DataSource database;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("reconciler").factory());

    public Reconciler(DataSource database) {
        this.database = database;
    }

    /** To be called when Temporal answers. */
    public void begin(WorkflowClient temporal) {
        Reconciliation reconciliation = new Reconciliation(database, new Executions(temporal));
        long seconds = Reconciliation.INTERVAL.toSeconds();
        timer.scheduleWithFixedDelay(() -> pass(reconciliation), seconds, seconds, TimeUnit.SECONDS);
    }

    private static void pass(Reconciliation reconciliation) {
        try {
            reconciliation.pass();
        } catch (RuntimeException away) {
            LOG.warn("cannot reconcile with Temporal: {}", away.getClass().getSimpleName());
        }
    }

    public void end() {
        timer.shutdownNow();
    }
}
