package dev.backfill.workers.observation;

import dev.backfill.workflows.TaskQueues;
import dev.backfill.workflows.context.LogContext;
import dev.backfill.workflows.failure.Failures;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.WindowReference;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * Counts how activities end, has what fails noted, and has each of their log lines name the run, the source, the partition and the
 * window.
 */
@Component
public class ActivityObserver extends WorkerInterceptorBase {
    private final WorkersMetrics metrics;
    private final TroubleNotes notes;

    public ActivityObserver(WorkersMetrics metrics, TroubleNotes notes) {
        this.metrics = metrics;
        this.notes = notes;
    }

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new Observed(next, metrics, notes);
    }

    private static final class Observed extends ActivityInboundCallsInterceptorBase {
        private final WorkersMetrics metrics;
        private final TroubleNotes notes;
        private @Nullable ActivityInfo info;

        Observed(ActivityInboundCallsInterceptor next, WorkersMetrics metrics, TroubleNotes notes) {
            super(next);
            this.metrics = metrics;
            this.notes = notes;
        }

        @Override
        public void init(ActivityExecutionContext context) {
            info = context.getInfo();
            super.init(context);
        }

        @Override
        public ActivityOutput execute(ActivityInput input) {
            ActivityInfo activity = Objects.requireNonNull(info);
            Map<String, String> context = contextOf(activity, input.getArguments());
            context.forEach(MDC::put);
            String outcome = "completed";
            try {
                ActivityOutput output = super.execute(input);
                notes.succeeded(activity, input.getArguments());
                return output;
            } catch (ActivityCompletionException told) {
                outcome = "ended_by_temporal";
                throw told;
            } catch (RuntimeException failure) {
                outcome = Failures.typeOf(failure).name().toLowerCase(Locale.ROOT);
                notes.failed(activity, input.getArguments(), failure);
                throw failure;
            } finally {
                metrics.activityEnded(context.getOrDefault(LogContext.SOURCE, "none"), activity.getActivityType(), outcome);
                context.keySet().forEach(MDC::remove);
            }
        }
    }

    /** From the ids of workflow and task queue, which say it of every activity, and from the arguments, which name the window. */
    static Map<String, String> contextOf(ActivityInfo activity, Object[] arguments) {
        Map<String, String> context = new HashMap<>();
        String[] runAndPartition = activity.getWorkflowId().split("/", 2);
        context.put(LogContext.RUN_ID, runAndPartition[0]);
        if (runAndPartition.length == 2) {
            context.put(LogContext.PARTITION, runAndPartition[1]);
        }
        TaskQueues.sourceOf(activity.getActivityTaskQueue()).ifPresent(source -> context.put(LogContext.SOURCE, source));
        for (Object argument : arguments) {
            if (argument instanceof WindowReference window) {
                context.put(LogContext.SOURCE, window.source());
                context.put(LogContext.WINDOW, Long.toString(window.id()));
            } else if (argument instanceof PartitionReference partition) {
                context.put(LogContext.SOURCE, partition.source());
            }
        }
        return context;
    }
}
