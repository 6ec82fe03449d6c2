package dev.backfill.standalone.architecture.violating.gateway;

import dev.backfill.standalone.architecture.violating.workflows.CountingWorkflowImpl;

public final class SeesWorkflowCode {
    CountingWorkflowImpl workflow() {
        return new CountingWorkflowImpl();
    }
}
