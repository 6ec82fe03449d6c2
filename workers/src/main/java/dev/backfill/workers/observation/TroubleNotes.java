package dev.backfill.workers.observation;

import dev.backfill.store.trouble.FailingWork;
import dev.backfill.store.trouble.TroubleStore;
import dev.backfill.workers.secret.Secrets;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.failure.Failures;
import dev.backfill.workflows.plan.WindowReference;
import io.temporal.activity.ActivityInfo;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Writes every attempt that fails where people look, whichever activity it is. As far as PostgreSQL takes it: an activity never fails for
 * what is noted of it here.
 */
@Component
public class TroubleNotes {
    private static final Logger LOG = LoggerFactory.getLogger(TroubleNotes.class);

    /** The work goes on elsewhere or later, and nobody has to mend anything: a quota is waited for, which is told as a wait. */
    private static final Set<FailureType> NO_TROUBLE = Set.of(FailureType.QUOTA_EXHAUSTED, FailureType.CANCELLED);

    private final TroubleStore store;

    public TroubleNotes(TroubleStore store) {
        this.store = store;
    }

    void succeeded(ActivityInfo activity, Object[] arguments) {
        FailingWork work = workOf(activity, arguments);
        boolean last = work.activity().equals("Finish") || work.activity().equals("FinishPartition");
        quietly(work, () -> {
            if (last) {
                store.allEnded(work);
            } else {
                store.ended(work);
            }
        });
    }

    void failed(ActivityInfo activity, Object[] arguments, RuntimeException failure) {
        FailureType type = Failures.typeOf(failure);
        FailingWork work = workOf(activity, arguments);
        if (type == FailureType.LEASE_LOST) {
            // Another attempt holds the window, and tells how it fares.
            return;
        }
        quietly(work, () -> {
            if (NO_TROUBLE.contains(type)) {
                store.ended(work);
            } else {
                store.failed(work, type.name(), Secrets.scrubbed(Failures.messageOf(failure)));
            }
        });
    }

    private static void quietly(FailingWork work, Runnable note) {
        // An attempt that is told to end has been interrupted, and what became of it is noted all the same.
        boolean interrupted = Thread.interrupted();
        try {
            note.run();
        } catch (DataAccessException away) {
            LOG.warn("{}: how it fares cannot be noted, as PostgreSQL does not take it", work.what());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static FailingWork workOf(ActivityInfo activity, Object[] arguments) {
        String[] runAndPartition = activity.getWorkflowId().split("/", 2);
        @Nullable WindowReference window = Stream.of(arguments)
                .filter(WindowReference.class::isInstance)
                .map(WindowReference.class::cast)
                .findFirst()
                .orElse(null);
        return new FailingWork(
                runAndPartition[0],
                runAndPartition.length == 2 ? runAndPartition[1] : null,
                window == null ? null : window.id(),
                activity.getActivityType(),
                window == null ? words(activity.getActivityType()) : window.summary());
    }

    private static String words(String activity) {
        return switch (activity) {
            case "PlanPartitions" -> "planning";
            case "PlanWindows" -> "cutting windows";
            case "Compare" -> "comparing";
            case "Conclude" -> "concluding";
            case "SetRate" -> "setting the rate";
            default -> "bookkeeping";
        };
    }
}
