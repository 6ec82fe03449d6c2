package dev.backfill.workflows.partition;

import dev.backfill.workflows.ActivityPolicies;
import dev.backfill.workflows.failure.Failures;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.plan.WindowReference;
import dev.backfill.workflows.pull.PullActivities;
import dev.backfill.workflows.pull.WindowResult;
import dev.backfill.workflows.run.RunActivities;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pulls windows side by side. A pause cancels what is under way: each window keeps its cursor, and is pulled on after the resume. */
final class WindowPulls {
    private static final int LISTED_AT_ONCE = 50;

    private final int atOnce;
    private boolean paused;
    private int pulled;
    private @Nullable CancellationScope underWay;

    WindowPulls(int atOnce, boolean paused) {
        this.atOnce = Math.max(1, atOnce);
        this.paused = paused;
    }

    /**
     * Pulls the next open windows of this kind.
     *
     * @return false if there was none left
     */
    boolean pullSome(RunActivities runs, PartitionReference partition, WindowKind kind) {
        Workflow.await(() -> !paused);
        List<WindowReference> open = runs.listOpenWindows(partition, kind, LISTED_AT_ONCE);
        if (open.isEmpty()) {
            return false;
        }
        if (!paused) {
            pullUnlessPaused(open);
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
            window.get();
            pulled++;
        }
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
