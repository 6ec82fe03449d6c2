package dev.backfill.standalone.architecture.violating.workers.source.slack;

import io.temporal.activity.Activity;

public final class SeesTemporal {
    void heartbeat() {
        Activity.getExecutionContext().heartbeat(null);
    }
}
