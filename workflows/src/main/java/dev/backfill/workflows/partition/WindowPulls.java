package dev.backfill.workflows.partition;

import dev.backfill.workflows.ActivityPolicies;
import dev.backfill.workflows.failure.Failures;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.plan.WindowReference;
import dev.backfill.workflows.pull.PullActivities;
import dev.backfill.workflows.pull.WindowResult;
import dev.backfill.workflows.quota.QuotaWait;
import dev.backfill.workflows.run.RunActivities;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pulls windows side by side. A pause cancels what is under way: each window keeps its cursor, and is pulled on after the resume. When a
 * quota is used up no window is begun, and those under way end by themselves: what they have asked for is not thrown away.
 */
final class WindowPulls {
    private static final int LISTED_AT_ONCE = 50;

    private final int atOnce;
    private boolean paused;
    private int pulled;
    private @Nullable CancellationScope underWay;
    private @Nullable Instant exhaustedUntil;

    WindowPulls(int atOnce, boolean paused) {
        this.atOnce = Math.max(1, atOnce);
        this.paused = paused;
    }

    /**
     * Pulls the next open windows of this kind, as far as the quota permits; then waits for it.
     *
     * @return false if there was none left
     */
    boolean pullSome(RunActivities runs, PartitionReference partition, WindowKind kind, QuotaWait quota) {
        Workflow.await(() -> !paused);
        List<WindowReference> open = runs.listOpenWindows(partition, kind, LISTED_AT_ONCE);
        if (open.isEmpty()) {
            return false;
        }
        exhaustedUntil = null;
        if (!paused) {
            pullUnlessPaused(open);
        }
        Instant until = exhaustedUntil;
        if (!paused && until != null) {
            quota.await(until);
        }
        return true;
    }

    private void pullUnlessPaused(List<WindowReference> windows) {
        underWay = Workflow.newCancellationScope(() -> pullSideBySide(windows));
        try {
            underWay.run();
        } catch (TemporalFailure failure) {
            boolean workflowCancelled = CancellationScope.current().isCancelRequested();
            if (workflowCancelled || !Failures.isCancelled(failure)) {
                throw failure;
            }
        } finally {
            underWay = null;
        }
    }

    private void pullSideBySide(List<WindowReference> windows) {
        List<Promise<WindowResult>> active = new ArrayList<>();
        try {
            for (WindowReference window : windows) {
                if (active.size() >= atOnce) {
                    awaitOne(active);
                }
                if (exhaustedUntil != null) {
                    break;
                }
                PullActivities source = Workflow.newActivityStub(
                        PullActivities.class, ActivityPolicies.pulling(window.source(), window.summary()));
                active.add(Async.function(source::pullWindow, window));
            }
            while (!active.isEmpty()) {
                awaitOne(active);
            }
        } catch (TemporalFailure failure) {
            CancellationScope.current().cancel("another window failed, or the partition was paused or cancelled");
            active.forEach(Promise::getFailure);
            throw failure;
        }
    }

    private void awaitOne(List<Promise<WindowResult>> active) {
        Workflow.await(() -> active.stream().anyMatch(Promise::isCompleted));
        List<Promise<WindowResult>> completed = active.stream().filter(Promise::isCompleted).toList();
        active.removeAll(completed);
        for (Promise<WindowResult> window : completed) {
            collect(window);
        }
    }

    private void collect(Promise<WindowResult> window) {
        try {
            window.get();
            pulled++;
        } catch (TemporalFailure failure) {
            Instant until = Failures.quotaExhaustedUntil(failure).orElseThrow(() -> failure);
            exhaustedUntil = exhaustedUntil == null || exhaustedUntil.isBefore(until) ? until : exhaustedUntil;
        }
    }

    /** Whether the last windows were stopped by a quota. */
    boolean isExhausted() {
        return exhaustedUntil != null;
    }

    void pause() {
        paused = true;
        if (underWay != null) {
            underWay.cancel("paused");
        }
    }

    void resume() {
        paused = false;
    }

    boolean isPaused() {
        return paused;
    }

    int pulled() {
        return pulled;
    }
}
