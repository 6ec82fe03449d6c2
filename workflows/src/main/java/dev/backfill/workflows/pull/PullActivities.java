package dev.backfill.workflows.pull;

import dev.backfill.workflows.plan.WindowReference;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Pulls windows. */
@ActivityInterface
public interface PullActivities {
    /**
     * Pulls a window to its end, from the cursor that the last stored page left. Each page is stored in one transaction with its
     * cursor; cancellation is heeded within a page. A window that is already pulled answers at once.
     */
    @ActivityMethod
    WindowResult pullWindow(WindowReference window);
}
