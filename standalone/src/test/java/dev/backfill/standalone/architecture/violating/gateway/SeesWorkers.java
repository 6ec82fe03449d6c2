package dev.backfill.standalone.architecture.violating.gateway;

import dev.backfill.standalone.architecture.violating.workers.source.jira.JiraQuery;

public final class SeesWorkers {
    JiraQuery query() {
        return JiraQuery.all();
    }
}
