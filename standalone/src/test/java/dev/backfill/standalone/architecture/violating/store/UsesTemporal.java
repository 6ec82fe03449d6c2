package dev.backfill.standalone.architecture.violating.store;

import io.temporal.workflow.Workflow;

public final class UsesTemporal {
    long now() {
        return Workflow.currentTimeMillis();
    }
}
